import * as z from 'zod';
import { manifestFileSchema } from '../core/manifest.ts';
import { releaseDraftSchema } from '../core/release-draft.ts';
import { operation } from './operation.ts';

/** Files that people keep, each with the schema that reads it. */
const FILES = {
  manifest: {
    schema: manifestFileSchema,
    title: 'Manifest of an AI workflow',
    description:
      'What a team declares of its AI workflow. Whether teams, components and versions exist is said when it is checked or registered.',
  },
  release: {
    schema: releaseDraftSchema,
    title: 'Release of a component',
    description:
      'What a team publishes as one version of its component. Whether the version is free and what it uses exists is said by a dry run.',
  },
} as const;

export type SchemaName = keyof typeof FILES;
export const SCHEMA_NAMES: readonly SchemaName[] = ['manifest', 'release'];

const documentSchema = z.looseObject({ $schema: z.string(), $id: z.string() });

/**
 * "JSON Schema published from the same source": draft 2020-12, made from the schema that validates.
 * `baseUrl`: where it is published, without a slash at the end.
 */
export function schemaDocument(name: SchemaName, baseUrl: string): z.infer<typeof documentSchema> {
  const { schema, title, description } = FILES[name];
  const $id = `${baseUrl}/v1/schemas/${name}.json`;
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return { $schema: $schema ?? '', $id, title, description, ...rest };
}

export const manifestSchemaOperation = operation({
  id: 'manifestSchema',
  method: 'get',
  path: '/v1/schemas/manifest.json',
  summary: 'The JSON Schema of a manifest, for editors: name it in "$schema".',
  who: 'anybody',
  answer: documentSchema,
  type: 'application/schema+json',
});

export const releaseSchemaOperation = operation({
  id: 'releaseSchema',
  method: 'get',
  path: '/v1/schemas/release.json',
  summary: "The JSON Schema of a release's file, for editors.",
  who: 'anybody',
  answer: documentSchema,
  type: 'application/schema+json',
});

import canonicalize from 'canonicalize';
import * as z from 'zod';
import { actionSchema, KINDS, type Kind, nameSchema, type Pin, TASK_CLASSES } from './component.ts';
import { personKeySchema, teamIdSchema } from './people.ts';

const range = z.string().min(1).max(100);

/** One `uses` line: exactly one kind as its key, and the version range. */
const useSchema = z.union(
  [
    z.strictObject({ plugin: nameSchema, version: range }),
    z.strictObject({ connector: nameSchema, version: range }),
    z.strictObject({ skill: nameSchema, version: range }),
    z.strictObject({ block: nameSchema, version: range }),
  ],
  {
    error:
      'write one of plugin, connector, skill or block, and a version: { "plugin": "reply-drafter", "version": "3.2.x" }',
  },
);

/** What this version of the gate can hold to. Fields it could not enforce are refused, not ignored. */
const gateSchema = z.strictObject({
  quorum: z.int().min(1).max(10).optional(),
  expires_in_minutes: z
    .int()
    .min(5)
    .max(7 * 24 * 60)
    .optional(),
});

export const MOST_PINS = 40;

/** The file a team keeps for its workflow. */
export const manifestSchema = z.strictObject({
  workflow: nameSchema,
  owner: teamIdSchema,
  uses: z
    .array(useSchema)
    .min(1, 'a workflow uses at least one component')
    .max(MOST_PINS, `a workflow pins at most ${MOST_PINS} components; split it in two`),
  model_default: z.string().min(1).max(100).optional(),
  review_required_actions: z.array(actionSchema).max(50).optional(),
  purpose: z.string().min(1).max(500).optional(),
  owner_person: personKeySchema.optional(),
  backup: personKeySchema.optional(),
  scopes: z.record(nameSchema, z.array(z.string().min(1).max(200)).max(50)).optional(),
  gates: z.record(actionSchema, gateSchema).optional(),
  systems: z.array(z.string().min(1).max(100)).max(50).optional(),
  audit_logs: z.url().optional(),
  contact_channel: z.string().min(1).max(100).optional(),
  task_class: z.enum(TASK_CLASSES).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface ManifestProblem {
  /** JSON path, `uses[2].version` for example. */
  readonly field: string;
  readonly say: string;
}

/** Manifest or every problem of it at once. */
export function readManifest(
  value: unknown,
): { kind: 'manifest'; manifest: Manifest } | { kind: 'problems'; problems: ManifestProblem[] } {
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return { kind: 'manifest', manifest: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    field: fieldName(issue.path),
    say: issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys) : issue.message,
  }));
  return { kind: 'problems', problems };
}

function unknownKeys(keys: readonly string[]): string {
  const known = Object.keys(manifestSchema.shape).join(', ');
  return `unknown: ${keys.join(', ')}. Known fields: ${known}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  return text || 'manifest';
}

/** The manifest's `uses` lines as pins, in their order. */
export function pinsOf(manifest: Manifest): Pin[] {
  return manifest.uses.flatMap((use) => {
    const line: Partial<Record<Kind, string>> = use;
    return KINDS.flatMap((kind) => {
      const name = line[kind];
      return name === undefined ? [] : [{ kind, name, range: use.version }];
    });
  });
}

/** The `uses` line for a pin: the inverse of `pinsOf`. */
export function useLine(pin: Pin): Manifest['uses'][number] {
  switch (pin.kind) {
    case 'plugin':
      return { plugin: pin.name, version: pin.range };
    case 'connector':
      return { connector: pin.name, version: pin.range };
    case 'skill':
      return { skill: pin.name, version: pin.range };
    case 'block':
      return { block: pin.name, version: pin.range };
  }
}

/** True when both say the same, whatever the order of their keys. */
export function sameManifest(a: Manifest, b: Manifest): boolean {
  return canonicalize(a) === canonicalize(b);
}

import * as z from 'zod';
import {
  componentSchema,
  KINDS,
  nameSchema,
  type Pin,
  pinSchema,
  type ReleaseTerms,
  releaseTermsSchema,
  type Surface,
  surfaceSchema,
} from './component.ts';
import { issueWords } from './issue-words.ts';
import { fieldName, type ManifestProblem, MOST_PINS, pinsOf, useSchema } from './manifest.ts';
import { teamIdSchema } from './people.ts';
import { versionSchema } from './version-advice.ts';

const MOST_TITLE = 200;
const MOST_DESCRIPTION = 5000;

/** "Descriptions of 5,000 characters": how long it is and how long it may be. */
function limited(most: number, where: string) {
  return z.string().max(most, {
    error: ({ input }) => {
      const length = typeof input === 'string' ? input.length : 'too many';
      return `is ${length} characters long and ${most} fit. ${where}`;
    },
  });
}

/** A line as a manifest writes it, or as the registry shows it. */
const lineSchema = z.union([useSchema, pinSchema], {
  error:
    'write a kind with its name, and a version range: { "connector": "crm-readonly", "version": "1.4.x" }',
});

const idSchema = z.string().refine((id) => {
  const [kind = '', ...name] = id.split('/');
  return KINDS.some((one) => one === kind) && nameSchema.safeParse(name.join('/')).success;
}, 'is a kind and a name, like plugin/reply-drafter');

const SHOWN = /^\S(?:.*\S)?$/su;
const words = z
  .array(z.string().max(200).regex(SHOWN, 'is empty, or begins or ends with a space'))
  .max(200)
  .default([]);

/** What is stored, without what nobody could see: "empty URLs", blank names. */
const touchesSchema = surfaceSchema.extend({
  systems: words,
  scopes: words,
  tools: words,
  actions: words,
  hooks: words,
  endpoints: words,
});

/** The file that a team keeps for its component: one release of it. */
export const releaseDraftSchema = z.strictObject({
  $schema: z.string().max(500).optional().describe('For editors; the registry ignores it.'),
  kind: z.enum(KINDS).optional().describe('What kind of thing it is.'),
  name: nameSchema.optional().describe('Its name, once among all of its kind.'),
  owner: teamIdSchema.describe('The id of the team that owns it.'),
  version: versionSchema.describe('SemVer in full: 1.4.0. A published version never changes.'),
  title: limited(MOST_TITLE, 'Keep the name, and say the rest in the description.').describe(
    'What people call it.',
  ),
  description: limited(
    MOST_DESCRIPTION,
    'Keep what helps to choose it, and link the rest.',
  ).describe('What it does, in a few sentences: it is found by them.'),
  keywords: componentSchema.shape.keywords.default([]),
  surface: touchesSchema.prefault({}).describe('Everything that it may touch.'),
  uses: z
    .array(lineSchema)
    .max(MOST_PINS, `a release pins at most ${MOST_PINS} components`)
    .default([])
    .describe('What it is built from, one line each: a component and a version range.'),
  terms: releaseTermsSchema
    .optional()
    .describe('What its scopes and tools let happen, its model, licence and known failures.'),
  derived_from: z
    .strictObject({ component: idSchema, version: versionSchema })
    .optional()
    .describe('The release that it is a copy of; said with the first release alone.'),
});

/** A release as its publisher means it: pins read, nothing decided yet. */
export interface ReleaseDraft {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly owner: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: string[];
  readonly surface: Surface;
  readonly uses: readonly Pin[];
  readonly terms?: ReleaseTerms | undefined;
  readonly derivedFrom?: { readonly component: string; readonly version: string } | undefined;
}

type ReleaseFile = z.infer<typeof releaseDraftSchema>;

interface Problems {
  readonly kind: 'problems';
  readonly problems: readonly ManifestProblem[];
}

/** A release's file as it came through a door, JSON that may be anything, or every problem of it at once. */
export function readReleaseFile(
  value: unknown,
): { readonly kind: 'file'; readonly file: ReleaseFile } | Problems {
  const parsed = releaseDraftSchema.safeParse(value, { error: issueWords });
  if (parsed.success) return { kind: 'file', file: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    field: fieldName(issue.path, 'release'),
    say: issue.code === 'unrecognized_keys' ? unknownKeys(issue) : issue.message,
  }));
  return { kind: 'problems', problems };
}

/** The draft that the file is of the component at `place`: it may leave kind and name out, and say no others. */
export function draftOf(
  { derived_from: derivedFrom, uses: lines, $schema: _, ...file }: ReleaseFile,
  place: Pick<ReleaseDraft, 'kind' | 'name'>,
): { readonly kind: 'draft'; readonly draft: ReleaseDraft } | Problems {
  const problems = [
    ...elsewhere('kind', file.kind, place.kind),
    ...elsewhere('name', file.name, place.name),
  ];
  if (problems.length > 0) return { kind: 'problems', problems };
  const uses = lines.flatMap((line) => ('kind' in line ? [line] : pinsOf({ uses: [line] })));
  const { kind, name } = place;
  return { kind: 'draft', draft: { ...file, kind, name, uses, derivedFrom } };
}

function elsewhere(
  field: 'kind' | 'name',
  said: string | undefined,
  placed: string,
): ManifestProblem[] {
  if (said === undefined || said === placed) return [];
  return [{ field, say: `says ${said}, and the address says ${placed}.` }];
}

/** The fields of the file itself are named; deeper down the line says enough. */
function unknownKeys({
  keys,
  path,
}: {
  keys: readonly string[];
  path: readonly unknown[];
}): string {
  const unknown = `unknown: ${keys.join(', ')}`;
  if (path.length > 0) return `${unknown}. Take it out.`;
  const known = Object.keys(releaseDraftSchema.shape).filter((field) => field !== '$schema');
  return `${unknown}. Known fields: ${known.join(', ')}`;
}

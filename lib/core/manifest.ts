import canonicalize from 'canonicalize';
import * as z from 'zod';
import { approversSchema } from './approvers.ts';
import { gateCardTerms } from './card-template.ts';
import { actionSchema, KINDS, type Kind, nameSchema, type Pin, TASK_CLASSES } from './component.ts';
import { gateTerms } from './gate-terms.ts';
import { issueWords } from './issue-words.ts';
import { personKeySchema, teamIdSchema } from './people.ts';

const range = z
  .string()
  .min(1)
  .max(100)
  .describe('A version range, at most one minor wide: 3.2.x, ~3.2.1 or 1.4.0.');

/** One `uses` line: exactly one kind as its key, and the version range. */
export const useSchema = z.union(
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

/** "`gates` (per action: approvers, quorum, expiry, step-up)". A field that could not be enforced is refused, not ignored. */
const gateSchema = z.strictObject({
  ...gateTerms,
  ...gateCardTerms,
  approvers: approversSchema
    .optional()
    .describe('Who may approve; any member of the owning team if absent.'),
});
export type GateRule = z.infer<typeof gateSchema>;

export const MOST_PINS = 40;

/** The file a team keeps for its workflow. */
export const manifestSchema = z.strictObject({
  workflow: nameSchema.describe('The name of the AI workflow, once in the organisation.'),
  owner: teamIdSchema.describe('The id of the team that owns it.'),
  uses: z
    .array(useSchema)
    .min(1, 'a workflow uses at least one component')
    .max(MOST_PINS, `a workflow pins at most ${MOST_PINS} components; split it in two`)
    .describe('What it is built from, one line each: a component and the range it is pinned to.'),
  model_default: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The model it runs on; inherited from its plugin, or its task class, if absent.'),
  review_required_actions: z
    .array(actionSchema)
    .max(50)
    .optional()
    .describe('Actions that a person approves each time.'),
  purpose: z.string().min(1).max(500).optional().describe('What it does, in a sentence.'),
  owner_person: personKeySchema
    .optional()
    .describe('The one person who answers for it, T…/U…; whoever registers it if absent.'),
  backup: personKeySchema.optional().describe('Who stands in for that person, T…/U….'),
  scopes: z
    .record(nameSchema, z.array(z.string().min(1).max(200)).max(50))
    .optional()
    .describe('Scopes by connector; a connector that is not named here has all of its own.'),
  gates: z
    .record(actionSchema, gateSchema)
    .optional()
    .describe('How an action is approved, where the usual way is not meant.'),
  systems: z
    .array(z.string().min(1).max(100))
    .max(50)
    .optional()
    .describe('Systems it touches besides those that its components name.'),
  audit_logs: z
    .url()
    .optional()
    .describe('Where its own log is kept; the log of the registry if absent.'),
  contact_channel: z.string().min(1).max(100).optional().describe('Where its team is asked.'),
  task_class: z.enum(TASK_CLASSES).optional().describe('The class of work its model is chosen by.'),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * The manifest as its file may stand in a repository: `$schema` tells editors what to check it with. It
 * is no part of what is registered, so with it or without it the manifest is the same.
 */
export const manifestFileSchema = z.strictObject({
  $schema: z.string().max(500).optional().describe('For editors; the registry ignores it.'),
  ...manifestSchema.shape,
});

export interface ManifestProblem {
  /** JSON path, `uses[2].version` for example. */
  readonly field: string;
  readonly say: string;
}

/** Manifest, without the `$schema` of its file, or every problem of it at once. */
export function readManifest(
  value: unknown,
): { kind: 'manifest'; manifest: Manifest } | { kind: 'problems'; problems: ManifestProblem[] } {
  const parsed = manifestFileSchema.safeParse(value, { error: issueWords });
  if (parsed.success) {
    const { $schema: _, ...manifest } = parsed.data;
    return { kind: 'manifest', manifest };
  }
  const problems = parsed.error.issues.map((issue) => ({
    field: fieldName(issue.path),
    say: issue.code === 'unrecognized_keys' ? unknownKeys(issue) : issue.message,
  }));
  return { kind: 'problems', problems };
}

/** With the fields that are known at that very place. */
function unknownKeys({ keys, path }: { readonly keys: string[]; readonly path: PropertyKey[] }) {
  const [of, , part] = path;
  const gate = part === 'approvers' ? approversSchema.shape : gateSchema.shape;
  const known = Object.keys(of === 'gates' ? gate : manifestSchema.shape).join(', ');
  return `unknown: ${keys.join(', ')}. Known fields: ${known}`;
}

/** A place in JSON as people write it: `uses[2].version`; `whole` for the value itself. */
export function fieldName(path: readonly PropertyKey[], whole = 'manifest'): string {
  const text = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  return text || whole;
}

/** The manifest's `uses` lines as pins, in their order. */
export function pinsOf(manifest: Pick<Manifest, 'uses'>): Pin[] {
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

/** What the manifest says of how an action is approved; nothing of most. */
export function gateRule({ gates = {} }: Manifest, action: string): GateRule {
  return (Object.hasOwn(gates, action) && gates[action]) || {};
}

/** True when both say the same, whatever the order of their keys. */
export function sameManifest(a: Manifest, b: Manifest): boolean {
  return canonicalize(a) === canonicalize(b);
}

import * as z from 'zod';
import { rulesSchema } from '../core/baseline.ts';
import { RULES } from '../core/baseline-rules.ts';
import { lockSchema } from '../core/workflow.ts';
import { countSchema, momentSchema, operation, text } from './operation.ts';

const findingSchema = z.object({
  rule: z.enum(RULES),
  mode: z.enum(['observe', 'enforce']),
  /** The line: JSON path in the manifest. */
  field: z.string(),
  say: z.string(),
  /** What to write instead. */
  fix: z.string(),
});
export type FindingAnswer = z.infer<typeof findingSchema>;

/** A preview's finding: from which day on, where that is still to come. */
const newFindingSchema = findingSchema.extend({ from: z.iso.date().optional() });

function pageOf<F extends z.ZodType>(finding: F) {
  return {
    items: z.array(
      z.object({
        workflow: z.string(),
        team: z.string(),
        owner: z.string(),
        findings: z.array(finding),
      }),
    ),
    /** Workflows with an enforced finding, and those with observed ones only: on all pages. */
    enforced: z.int(),
    observed: z.int(),
    teams: z.array(z.object({ team: z.string(), workflows: z.int() })),
    /** Hand it back as `cursor` for the next page; absent on the last one. */
    next: z.string().optional(),
  };
}

const page = { cursor: text(300).optional(), limit: countSchema(1, 100) };

export const baselineAnswerSchema = z.object({
  version: z.int(),
  since: momentSchema,
  /** A person's key, or `default` for the baseline that ships. */
  by: z.string(),
  /** Loose: a newer server may know more rules. */
  rules: z.looseObject(rulesSchema.shape),
});
export type BaselineAnswer = z.infer<typeof baselineAnswerSchema>;

export const baselineOperation = operation({
  id: 'readBaseline',
  method: 'get',
  path: '/v1/baseline',
  summary: "The platform's rules that are in force.",
  who: 'person-or-ci',
  answer: baselineAnswerSchema,
});

export const previewOperation = operation({
  id: 'previewBaseline',
  method: 'post',
  path: '/v1/baseline/preview',
  summary: 'Which workflows would break other rules. The body is the rules, all of them.',
  who: 'person',
  query: z.strictObject(page),
  body: rulesSchema,
  answer: z.object({
    /** The version that the rules were compared with. */
    against: z.int(),
    /** How many workflows were looked at. */
    workflows: z.int(),
    ...pageOf(newFindingSchema),
  }),
});

export const checkOperation = operation({
  id: 'checkManifest',
  method: 'post',
  path: '/v1/check',
  summary: 'What registering a manifest would say. Nothing is registered.',
  who: 'person-or-ci',
  /** Any object: what is wrong with it is the answer. */
  body: z.record(z.string(), z.unknown()),
  answer: z.object({
    /** Nothing has to be changed, and no rule that is enforced is broken. */
    ok: z.boolean(),
    outcome: z.enum(['registered', 'unchanged', 'proposed', 'rejected']),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    findings: z.array(findingSchema),
    warnings: z.array(z.string()),
    locks: z.array(lockSchema),
    /** What of its pins is a team's copy, against the release that it was copied from. */
    copies: z.array(z.string()),
  }),
});

export const findingsOperation = operation({
  id: 'findings',
  method: 'get',
  path: '/v1/findings',
  summary: 'What breaks the baseline today. Admins and auditors see all, others their teams.',
  who: 'person',
  query: z.strictObject({
    team: text(60).optional(),
    rule: z.enum(RULES).optional(),
    ...page,
  }),
  answer: z.object({ version: z.int(), ...pageOf(findingSchema) }),
});

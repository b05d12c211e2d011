import * as z from 'zod';
import type { Operation } from '../contract/operation.ts';

/** What a parameter means, by its name; where the same name means several things, by address and name. */
const WORDS: Readonly<Record<string, string>> = {
  '/v1/access id': "An access request's id.",
  '/v1/approvals id': "An approval's id.",
  '/v1/break-glass id': 'The id of the approval that was broken open.',
  '/v1/campaigns id': "A campaign's id.",
  '/v1/changes id': "A planned change's id.",
  '/v1/extensions id': 'The id of a request to extend a component.',
  '/v1/identities id': "A CI identity's id.",
  '/v1/jobs id': "A run's id.",
  '/v1/people id': "A person's key, T…/U….",
  '/v1/promotions id': "A promotion's id.",
  '/v1/workflows id': "A workflow's name.",
  '/v1/log most': 'How many entries at most.',
  '/v1/log before': 'Entries before this one: the `next` of the page before.',
  '/v1/workflows before': 'Revisions before this number.',
  '/v1/models name': "A model's name.",
  '/v1/systems name': "A system's name, in any case.",
  '/v0.1/servers name': "A server's name, as its `server.json` says it.",
  '/v0.1/servers version': 'One of its versions, or `latest`.',
  '/v1/exports name': 'What the marketplace is called.',
  '/v1/exports after': 'The `next` of the page before.',
  '/v1/oversight after': 'The `next` of the page before.',
  '/v1/promotions state': 'Promotions in this state only.',
  '/v1/audit kind': 'Only entries of this kind, like `approval.decided`.',
  '/v1/log kind': 'Only entries of this kind, like `approval.decided`.',
  '/v1/audit from': 'Only entries from this day or moment on.',
  '/v1/log from': 'Only entries from this day or moment on.',
  '/v1/audit to': 'Only entries up to this day or moment.',
  '/v1/log to': 'Only entries up to this day or moment.',
  action: 'Only this action.',
  actor: 'Only what this person, workflow or part of the system did.',
  after: 'The `next` of the page before.',
  connector: 'Only of this connector.',
  cursor: 'The `next` of the page before; the first page without it.',
  delivery: "A delivery's id.",
  dry_run: '`yes` says what would happen, and does nothing.',
  ended: 'What was over in this month, like 2026-11; what is open without it.',
  ending_within: 'Only what ends within so many days.',
  flag: 'Only workflows with this flag, like `stale`.',
  from: 'The version to compare with; `origin` for what it is a copy of, the one before without it.',
  include_deleted: 'Whether versions that are closed to new pins are among them.',
  job: 'The name of a job, like `sweep`.',
  key: "A key's id, not the key.",
  kind: 'plugin, connector, skill or block.',
  limit: 'How many entries of a page at most.',
  most: 'How many entries of a page at most.',
  name: "A component's name, without its kind.",
  owner: 'Only what this person owns, T…/U….',
  q: 'What is looked for, in plain words.',
  range: 'A version range like `2.x`; every version without it.',
  rule: 'Only findings of this rule.',
  search: 'Part of the name.',
  seconds: 'How long to wait for a decision at most.',
  state: 'Only entries in this state.',
  status: 'Only workflows of this status.',
  subject: 'Whose log: `workflow/<name>`, `approval/<id>`, …',
  team: 'Only of the team with this id.',
  to: 'The version that is looked at; the newest without it.',
  transitive: '`yes` also follows releases that use it.',
  updated_since: 'Only what changed since this moment (UTC).',
  version: 'Only this version, or `latest`.',
  waiting: '`me`: what the person who is logged in may decide on now.',
  workflow: 'Only of this workflow.',
};

/** The operation's parameters as the document shows them: each says what it means. */
export function describedParameters({
  path,
  params,
  query,
}: Pick<Operation, 'path' | 'params' | 'query'>) {
  const [, api, first] = path.split('/');
  const place = `/${api}/${first}`;
  return {
    ...(params ? { params: described(params, place) } : {}),
    ...(query ? { query: described(query, place) } : {}),
  };
}

/** What a schema says of itself counts more than what its name says. */
function described(object: z.ZodObject, place: string): z.ZodObject {
  const fields = Object.entries(object.shape).map(([name, schema]) => {
    const words = WORDS[`${place} ${name}`] ?? WORDS[name];
    const field = z.clone(schema);
    return [name, words && !field.description ? field.describe(words) : field] as const;
  });
  return z.object(Object.fromEntries(fields));
}

import { beforeEach, describe, expect, test } from 'vitest';
import { accessGround, askAccess, openAsking } from '../../lib/acts/access-ask.ts';
import { CHANNELS } from '../../lib/local/sample/organisation.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { ASK, askedFor, billed, FREE, READ, requestNow, WRITE } from './access-kit.ts';
import { now } from './proposing.ts';
import { rule, rulesWith } from './rule.ts';
import { breaks, exported, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

describe('a team that asks for a scope', () => {
  test('files one request, with its card at the platform and without a word in the log', async () => {
    const { id } = await askedFor(deps, { until: '2026-12-31' });
    expect(await requestNow(deps, id)).toMatchObject({
      ...{ workflow: 'reply-bot', team: 'team-support', wants: [WRITE], by: OWNER, filed: false },
      ...{ state: 'open', reason: ASK.reason, until: '2026-12-31T23:00:00.000Z' },
    });
    expect((await now(deps)).asked).toEqual([{ ...WRITE, request: id }]);
    expect((await unsent(deps)).map(({ what, subject, place }) => [what, subject, place])).toEqual([
      ['access-card', `access/${id}`, CHANNELS.platform.id],
    ]);
    expect(await kindsOf(deps, `access/${id}`)).toEqual(['access.asked']);
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.access-asked');
    expect((await exported(deps)).join('')).not.toContain('owed money');
    expect(await breaks(deps)).toEqual([]);
  });

  test('is given at once what everybody has, and nobody is asked', async () => {
    const outcome = await askAccess(deps, OWNER, { ...ASK, wants: [FREE], reason: '' });
    expect(outcome).toMatchObject({ kind: 'asked', given: [FREE], request: undefined });
    expect((await now(deps)).grants).toContainEqual({ ...FREE, at: deps.now(), by: 'baseline' });
    expect(await unsent(deps)).toEqual([]);
    expect((await kindsOf(deps, 'workflow/reply-bot')).at(-1)).toBe('workflow.access-granted');
  });

  test('is given the one and asks for the other', async () => {
    const outcome = await askAccess(deps, COLLEAGUE, { ...ASK, wants: [FREE, READ] });
    expect(outcome).toMatchObject({ given: [FREE], request: { wants: [READ], by: COLLEAGUE } });
  });

  test('is told at once which rule gives it to nobody', async () => {
    const never = { mode: 'enforce' as const, scopes: [WRITE.scope] };
    await rule(deps, await rulesWith(deps, { 'scopes-never': never }));
    expect(await askAccess(deps, OWNER, ASK)).toMatchObject({ why: 'never-given' });
    expect(await unsent(deps)).toEqual([]);
    expect(await accessGround(deps, 'reply-bot')).toMatchObject({ never: [WRITE.scope] });
  });

  test('asks for the same once', async () => {
    const { id } = await askedFor(deps);
    expect(await askAccess(deps, COLLEAGUE, ASK)).toMatchObject({
      why: 'asked-already',
      facts: { request: id },
    });
  });
});

describe('who may ask', () => {
  test.each([
    ['a member', COLLEAGUE, undefined],
    ['another team', SALES_LEAD, 'not-allowed'],
    ['the platform', ADMIN, 'not-allowed'],
    ['another organisation', OUTSIDER, 'not-allowed'],
  ])('%s', async (_, by, why) => {
    const outcome = await openAsking(deps, by, 'reply-bot');
    expect(outcome).toMatchObject(why ? { why } : { kind: 'ground' });
  });

  test('for a workflow that there is', async () => {
    expect(await askAccess(deps, OWNER, { ...ASK, workflow: 'nobody' })).toMatchObject({
      why: 'no-workflow',
    });
  });
});

test('what may be asked for leaves out what waits', async () => {
  await askedFor(deps);
  const ground = await openAsking(deps, OWNER, 'reply-bot');
  expect(ground).toMatchObject({
    kind: 'ground',
    askable: [{ connector: 'billing', scopes: [READ.scope, FREE.scope] }],
  });
});

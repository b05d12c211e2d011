import { beforeEach, describe, expect, test } from 'vitest';
import {
  actionRules,
  baselineToday,
  neverGivenTo,
  registrationRules,
  ruledTeams,
  rulesFor,
} from '../../lib/acts/baseline.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { rule, rulesWith, withMode } from './rule.ts';
import { MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('until somebody changes it, the baseline is the one that ships', async () => {
  expect(await baselineToday(deps)).toMatchObject({
    baseline: { version: 1, by: 'default' },
    today: '2026-11-23',
  });
});

test('today is a day of the organisation, not of UTC', async () => {
  // 23:00 in UTC is midnight in Berlin.
  deps.pass(14 * 60);
  expect((await baselineToday(deps)).today).toBe('2026-11-24');
});

test('what the baseline says of an action', async () => {
  const workflow = await registered(deps);
  expect(await actionRules(deps, workflow, 'send_external_email')).toEqual({
    version: 1,
    ruled: { action: 'send_external_email', by: 'team' },
    limit: 32 * 1024,
    read: { subject: 'baseline/home', from: undefined },
  });
  await rule(deps, await withMode(deps, 'gated-actions', 'observe'));
  expect(await actionRules(deps, workflow, 'send_external_email')).toMatchObject({
    version: 2,
    ruled: undefined,
    read: { from: { seq: 1 } },
  });
});

test('every team can have a word of its own', async () => {
  const ids = (await ruledTeams(deps)).map((one) => one.id);
  expect(ids.sort()).toEqual(['platform', 'team-sales', 'team-support']);
});

test('scopes that are never given to this workflow', async () => {
  const workflow = await registered(deps);
  await rule(deps, await rulesWith(deps, { 'scopes-never': { mode: 'enforce', scopes: ['x'] } }));
  expect(await neverGivenTo(deps, workflow, ['x', 'y'])).toEqual(['x']);
});

test('the rules that a team’s build will meet, as strict as they are for that team', async () => {
  const teams = { 'team-sales': { mode: 'off' as const, from: '2020-01-01' } };
  const rules = await withMode(deps, 'owner-required', 'off');
  await rule(deps, { ...rules, 'backup-required': { mode: 'enforce', teams } });
  const modes = async (team: string) =>
    (await rulesFor(deps, team)).map((one) => `${one.rule} ${one.mode}`);
  expect(await modes('team-support')).toContain('backup-required enforce');
  expect(await modes('team-sales')).not.toContain('backup-required enforce');
  expect((await modes('team-support')).join()).not.toContain('owner-required');
});

describe('a registration', () => {
  const register = (change: object = {}) =>
    registerManifest(deps, OWNER, { ...MANIFEST, ...change }, 'repo');

  test('is warned by what is observed', async () => {
    expect(await register()).toMatchObject({
      kind: 'registered',
      warnings: expect.arrayContaining([
        'It has no backup. Name a second person of team-support in "backup".',
      ]),
    });
  });

  test('is refused by what is enforced, on the line, with what to write', async () => {
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await register()).toEqual({
      kind: 'problems',
      problems: [
        {
          field: 'backup',
          say: 'It has no backup. Name a second person of team-support in "backup".',
        },
      ],
    });
    expect(await register({ backup: COLLEAGUE })).toMatchObject({ kind: 'registered' });
  });

  test('gets the scopes that the baseline gives everybody, not those of the environment', async () => {
    await rule(deps, await rulesWith(deps, { 'pre-granted-scopes': { scopes: [] } }));
    expect(await register()).toMatchObject({
      workflow: { status: 'registered', missingScopes: ['crm.tickets.read'] },
    });
  });

  test('asks Slack whether owner and backup are active, never about whoever registers', async () => {
    deps.change(COLLEAGUE, { deactivated: true });
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await register({ backup: COLLEAGUE })).toMatchObject({
      problems: [{ say: expect.stringContaining('Its backup is no active person') }],
    });
    const before = deps.lookups();
    const manifest = { ...MANIFEST, owner_person: OWNER };
    await registrationRules(deps, { by: asEditor(OWNER), manifest, before: undefined });
    expect(deps.lookups()).toBe(before);
  });

  test('of the manifest in force breaks nothing when a rule was tightened', async () => {
    await registered(deps);
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await register()).toMatchObject({ kind: 'unchanged' });
  });
});

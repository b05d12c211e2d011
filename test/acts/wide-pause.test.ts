import { beforeEach, describe, expect, test } from 'vitest';
import { consumeApproval } from '../../lib/acts/consume.ts';
import { decideApproval } from '../../lib/acts/decide.ts';
import { lease } from '../../lib/acts/lease.ts';
import {
  listWidePauses,
  loadWidePauses,
  type Named,
  pauseForAll,
  resumeForAll,
  stoppedForAll,
} from '../../lib/acts/wide-pause.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { declare, mailing, TOKEN } from './lease-kit.ts';
import { secondAdmin } from './settings-kit.ts';
import { asked, breaks, CALL, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await mailing(deps);
  await declare(deps, 'mailer', TOKEN);
  await declare(deps, 'crm-readonly', TOKEN);
});

const MAILER: Named = { what: 'connector', name: 'mailer' };
const REASON = 'The vendor leaks.';
const leased = (connector: string) => lease(deps, 'reply-bot', { connector });

test('a connector is stopped for the very next lease, and no other is', async () => {
  await pauseForAll(deps, ADMIN, MAILER, REASON);
  expect(await leased('mailer')).toMatchObject({ why: 'paused-widely' });
  expect(await leased('crm-readonly')).toMatchObject({ kind: 'lent' });
  expect(await kindsOf(deps, 'pauses/home')).toEqual(['pauses.begun']);
  expect(await breaks(deps)).toEqual([]);
});

test.each([
  { what: 'team', name: 'team-support' },
  { what: 'release', name: 'skill/tone-brand-voice@2.0.1' },
  { what: 'system', name: 'mail' },
] as const)('$what $name stops what depends on it', async (named) => {
  await pauseForAll(deps, ADMIN, named, REASON);
  expect(await leased('mailer')).toMatchObject({ why: 'paused-widely' });
});

test('what was approved is not consumed while what takes the action is stopped', async () => {
  const approval = await asked(deps, workflow);
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  await decideApproval(deps, COLLEAGUE, approval.id, said);
  await pauseForAll(deps, ADMIN, MAILER, REASON);
  const { action, target } = CALL;
  const run = { executionId: 'run-1', action, target, arguments: CALL.arguments };
  const consumed = await consumeApproval(deps, 'reply-bot', approval.id, run);
  expect(consumed).toMatchObject({ why: 'paused-widely' });
  expect(await stoppedForAll(deps, workflow, 'close_ticket')).toBeUndefined();
});

describe('"undone by a second person"', () => {
  test('not by whoever stopped it', async () => {
    await pauseForAll(deps, ADMIN, MAILER, REASON);
    expect(await resumeForAll(deps, ADMIN, MAILER)).toMatchObject({ why: 'own-pause' });
    await secondAdmin(deps, ADMIN, COLLEAGUE);
    expect(await resumeForAll(deps, COLLEAGUE, MAILER)).toEqual({ kind: 'pauses', pauses: [] });
    expect(await leased('mailer')).toMatchObject({ kind: 'lent' });
    expect(await kindsOf(deps, 'pauses/home')).toEqual(['pauses.begun', 'pauses.ended']);
  });

  test('a lead’s own by the other lead, the platform’s by the platform', async () => {
    const team = { what: 'team', name: 'team-support' } as const;
    await pauseForAll(deps, OWNER, team, REASON);
    expect(await resumeForAll(deps, OWNER, team)).toMatchObject({ why: 'own-pause' });
    await pauseForAll(deps, ADMIN, team, REASON);
    expect(await resumeForAll(deps, OWNER, team)).toMatchObject({ why: 'admin-pause' });
    expect((await loadWidePauses(deps)).state.pauses).toMatchObject([{ by: ADMIN, admin: true }]);
  });

  test('what is stopped already, or not, changes nothing', async () => {
    await pauseForAll(deps, ADMIN, MAILER, REASON);
    await pauseForAll(deps, ADMIN, MAILER, 'Once more.');
    expect((await loadWidePauses(deps)).state.pauses).toMatchObject([{ reason: REASON }]);
    const none = { what: 'system', name: 'none' } as const;
    expect(await resumeForAll(deps, ADMIN, none)).toMatchObject({ why: 'not-paused' });
  });
});

test('anybody of the organisation reads it; only the platform, or a team’s lead, does it', async () => {
  expect(await pauseForAll(deps, OWNER, MAILER, REASON)).toMatchObject({
    why: 'not-allowed',
    say: 'Only platform admins can pause what many workflows share.',
  });
  const nowhere = { what: 'team', name: 'team-none' } as const;
  expect(await pauseForAll(deps, ADMIN, nowhere, REASON)).toMatchObject({ why: 'no-team' });
  expect(await listWidePauses(deps, OWNER)).toEqual({ kind: 'pauses', pauses: [] });
  expect(await listWidePauses(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

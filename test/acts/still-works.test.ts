import { beforeEach, expect, test } from 'vitest';
import { noteRotated } from '../../lib/acts/credentials.ts';
import { lease } from '../../lib/acts/lease.ts';
import { pauseWorkflow } from '../../lib/acts/pause.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { disclosedTo, mayKnowSecrets, stillWorks } from '../../lib/acts/still-works.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { declare, mailing, SECRET, TOKEN } from './lease-kit.ts';
import { exported, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await mailing(deps);
  await declare(deps, 'mailer', TOKEN);
});

async function workflow() {
  const head = await loadWorkflow(deps, 'reply-bot');
  if (!head) throw new Error('no workflow');
  return head.state;
}
const leased = (connector: string) => lease(deps, 'reply-bot', { connector });
const paused = () => pauseWorkflow(deps, OWNER, 'reply-bot', 'It writes to everybody.');
const toPlatform = async () =>
  (await unsent(deps)).filter((row) => row.what === 'workflow-paused').map((row) => row.place);

test('credentials work until their time is over, whatever was paused', async () => {
  await leased('mailer');
  await paused();
  const { leases, secrets } = await stillWorks(deps, await workflow());
  expect(leases).toMatchObject([{ connector: 'mailer', until: '2026-11-23T09:15:00.000Z' }]);
  expect(secrets).toEqual([]);
  expect(await toPlatform()).toEqual([]);
  deps.pass(15);
  expect(await stillWorks(deps, await workflow())).toEqual({ leases: [], secrets: [] });
});

test('"pausing starts its rotation": the log says of which, and the platform is told', async () => {
  await declare(deps, 'crm-readonly', SECRET);
  const { at } = { at: deps.now() };
  await leased('crm-readonly');
  deps.pass(60);
  await paused();
  expect((await stillWorks(deps, await workflow())).secrets).toEqual([
    { connector: 'crm-readonly', at },
  ]);
  const last = (await exported(deps)).find((line) => line.includes('workflow.paused')) ?? '{}';
  expect(JSON.parse(JSON.parse(last).event).data).toMatchObject({ rotate: ['crm-readonly'] });
  expect(await toPlatform()).toHaveLength(1);
});

test('a secret works until somebody notes that it was rotated, and again when it is given anew', async () => {
  await declare(deps, 'crm-readonly', SECRET);
  expect(await mayKnowSecrets(deps, await workflow())).toBe(true);
  await leased('crm-readonly');
  deps.pass(1);
  await noteRotated(deps, ADMIN, 'crm-readonly');
  expect(await disclosedTo(deps, 'reply-bot')).toEqual([]);
  deps.pass(1);
  await leased('crm-readonly');
  expect(await disclosedTo(deps, 'reply-bot')).toHaveLength(1);
});

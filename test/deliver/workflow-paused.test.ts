import { beforeEach, expect, test } from 'vitest';
import { lease } from '../../lib/acts/lease.ts';
import { pauseWorkflow, resumeWorkflow } from '../../lib/acts/pause.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { renderPaused } from '../../lib/deliver/workflow-paused.ts';
import { declare, SECRET } from '../acts/lease-kit.ts';
import { registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

test('the owner is told who paused it and why, and in the same message that it is over', async () => {
  const slack = fakeSlack();
  const deliverAll = async () => {
    for (const row of await unsent(deps)) {
      if (row.what === 'workflow-paused') await deliver(deps, slack, row.id);
    }
  };
  await pauseWorkflow(deps, ADMIN, 'reply-bot', 'An incident.');
  await deliverAll();
  expect(JSON.stringify(slack.messages)).toContain('An incident.');
  await resumeWorkflow(deps, ADMIN, 'reply-bot');
  await deliverAll();
  expect(slack.messages).toHaveLength(1);
  expect(JSON.stringify(slack.messages)).toContain('is not paused any more');
});

test('the platform is told of the secrets that it knows, and of nothing where it knows none', async () => {
  const { platformChannel } = await loadOrganisation(deps);
  await declare(deps, 'crm-readonly', SECRET);
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'An incident.');
  expect(await renderPaused(deps, 'reply-bot', platformChannel)).toEqual({ kind: 'nothing' });
  await resumeWorkflow(deps, OWNER, 'reply-bot');
  await lease(deps, 'reply-bot', { connector: 'crm-readonly' });
  await pauseWorkflow(deps, OWNER, 'reply-bot', 'An incident.');
  const rendered = await renderPaused(deps, 'reply-bot', platformChannel);
  expect(JSON.stringify(rendered)).toContain('The secret of *crm-readonly*');
});

test('a workflow that is not there is nothing', async () => {
  expect(await renderPaused(deps, 'none', 'U1')).toEqual({ kind: 'nothing' });
});

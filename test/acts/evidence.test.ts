import { beforeEach, describe, expect, test } from 'vitest';
import { findingsAbout, noteEvidence, noteLeaseRefused } from '../../lib/acts/evidence.ts';
import { lease } from '../../lib/acts/lease.ts';
import { listWorkflows } from '../../lib/acts/list-workflows.ts';
import { reportRun } from '../../lib/acts/outcomes.ts';
import { showWorkflow } from '../../lib/acts/show.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { now } from './proposing.ts';
import { breaks, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const found = async () => findingsAbout(deps, await now(deps));
const flagged = async (flag: string) => {
  const listed = await listWorkflows(deps, OWNER, { flag, most: 10 });
  if (listed.kind === 'refused') throw new Error(listed.say);
  return listed.workflows.map((one) => one.id);
};
const run = { component: 'plugin/reply-drafter', version: '3.2.4', outcome: 'failure' as const };
const report = async (id: string, change: Partial<typeof run> = {}) =>
  reportRun(deps, await now(deps), { ...run, ...change, report: id });

describe('drifting', () => {
  test('is a lease of what it does not pin, shown with what it says', async () => {
    expect(await flagged('drifting')).toEqual([]);
    await lease(deps, 'reply-bot', { connector: 'mailer', scopes: ['mail.send'] });
    expect(await found()).toMatchObject({ drift: [{ about: 'connector/mailer' }] });
    expect(await flagged('drifting')).toEqual(['reply-bot']);
    const shown = await showWorkflow(deps, OWNER, 'reply-bot');
    expect(shown).toMatchObject({ findings: { drift: [{ about: 'connector/mailer' }] } });
    expect(await kindsOf(deps, 'workflow/reply-bot')).toEqual(['workflow.registered']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('is a version that runs and is not the one it is locked to', async () => {
    await report('run-1', { version: '3.1.9' });
    const { drift, running } = await found();
    expect(drift).toMatchObject([{ about: 'plugin/reply-drafter' }]);
    expect(running.map((one) => one.reported?.version)).toEqual(['3.1.9', undefined, undefined]);
    await report('run-2');
    expect(await flagged('drifting')).toEqual([]);
  });
});

describe('broken', () => {
  test('is three reports of a failure, the same one counted once', async () => {
    for (const id of ['run-1', 'run-2', 'run-2', 'run-1']) await report(id);
    expect(await flagged('broken')).toEqual([]);
    await report('run-3');
    expect(await found()).toMatchObject({ broken: { failures: 3 } });
    expect(await flagged('broken')).toEqual(['reply-bot']);
    deps.pass(24 * 60 + 1);
    expect(await flagged('broken')).toEqual([]);
  });

  test('is a lease that is no use to try again', async () => {
    const wish = { connector: 'mailer' };
    for (const why of ['role-refused', 'role-refused', 'sts-unavailable', 'secret-unavailable']) {
      await noteLeaseRefused(deps, 'reply-bot', wish, why);
    }
    expect(await found()).toMatchObject({ broken: { failures: 3 } });
    await noteLeaseRefused(deps, 'none', wish, 'role-refused');
    await noteLeaseRefused(deps, 'reply-bot', wish, 'gated');
    expect(await found()).toMatchObject({ broken: { failures: 3 }, drift: [] });
  });
});

test('what cannot be kept is logged, and nothing more', async () => {
  const left = deps.through(deps.store.client);
  const store = { ...left.store, registry: 'no-such-table' };
  const about = { id: 'reply-bot', locks: [] };
  const failed = { sort: 'failed', id: 'run-1', about: 'x', at: deps.now() } as const;
  await noteEvidence({ ...left, store }, about, failed);
  expect(await found()).toMatchObject({ broken: undefined });
});

import { beforeEach, expect, test } from 'vitest';
import { lease } from '../../lib/acts/lease.ts';
import { retireWorkflow } from '../../lib/acts/retire.ts';
import { stillOut, wideReach } from '../../lib/acts/wide-reach.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { declare, mailing, SECRET, TOKEN } from './lease-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await mailing(deps);
});

const MAIL = { what: 'system', name: 'MAIL' } as const;

test('a system is found as releases write it, with the leases through it', async () => {
  await declare(deps, 'mailer', TOKEN);
  await declare(deps, 'crm-readonly', SECRET);
  await lease(deps, 'reply-bot', { connector: 'mailer' });
  await lease(deps, 'reply-bot', { connector: 'crm-readonly' });
  const reach = await wideReach(deps, MAIL);
  expect(reach).toMatchObject({ named: { name: 'mail' }, workflows: [{ id: 'reply-bot' }] });
  expect(await stillOut(deps, reach)).toMatchObject({
    leases: [{ connector: 'mailer' }],
    unseen: 0,
  });
  const crm = await wideReach(deps, { what: 'connector', name: 'crm-readonly' });
  expect((await stillOut(deps, crm)).leases).toEqual([]);
});

test('what is retired does not stop, and an unknown name stops nothing', async () => {
  expect((await wideReach(deps, { what: 'system', name: 'none' })).workflows).toEqual([]);
  await retireWorkflow(deps, OWNER, 'reply-bot', 'It is replaced.');
  expect((await wideReach(deps, MAIL)).workflows).toEqual([]);
});

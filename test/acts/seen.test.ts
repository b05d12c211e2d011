import { beforeAll, expect, test } from 'vitest';
import { attempt } from '../../lib/acts/attempt.ts';
import { leaseWrite } from '../../lib/acts/lease-store.ts';
import { lastLeased, lastSeen, lastUses, noteUse } from '../../lib/acts/seen.ts';
import type { Lease } from '../../lib/core/lease.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const SUBJECT = 'workflow/reply-bot' as const;

test('a use is noted, again after ten minutes, and not in between', async () => {
  const last = async () => (await lastUses(deps, SUBJECT, ['key_1'])).get('key_1');
  expect(await last()).toBeUndefined();
  await noteUse(deps, SUBJECT, 'key_1');
  expect(await last()).toBe('2026-11-23T09:00:00.000Z');
  deps.pass(10);
  await noteUse(deps, SUBJECT, 'key_1');
  expect(await last()).toBe('2026-11-23T09:00:00.000Z');
  deps.pass(1);
  await noteUse(deps, SUBJECT, 'key_1');
  expect(await last()).toBe('2026-11-23T09:11:00.000Z');
});

test('each key has its own', async () => {
  await noteUse(deps, SUBJECT, 'key_2');
  const uses = await lastUses(deps, SUBJECT, ['key_1', 'key_2', 'key_3']);
  expect([...uses.keys()].sort()).toEqual(['key_1', 'key_2']);
  expect(await lastUses(deps, SUBJECT, [])).toEqual(new Map());
});

test('a workflow was last seen when the last of its keys was used', async () => {
  const key = (id: string) => ({ id, hash: 'h', holder: 'T0YARD/U0OWNER', issuedAt: deps.now() });
  const used = { id: 'second-bot', keys: [key('key_1'), key('key_2')] };
  await noteUse(deps, 'workflow/second-bot', 'key_2');
  const first = deps.now();
  expect(await lastSeen(deps, [used])).toEqual(new Map([['second-bot', first]]));
  deps.pass(20);
  await noteUse(deps, 'workflow/second-bot', 'key_1');
  const others = [{ id: 'third-bot', keys: [key('key_1')] }, { id: 'fourth-bot' }];
  expect(await lastSeen(deps, [used, ...others])).toEqual(new Map([['second-bot', deps.now()]]));
});

test('a connector was last leased when its last lease was given, whatever its scopes', async () => {
  const lease: Lease = {
    ...{ id: 'les_1', workflow: 'second-bot', team: 'team-support', revision: 1 },
    ...{ connector: 'mailer', scopes: ['mail.read'], kind: 'token', state: 'out' },
    ...{ at: deps.now(), until: deps.now() },
  };
  await attempt(deps, async () => {
    const write = await leaseWrite(deps, lease, { kind: 'lease.given', request: undefined });
    return { kind: 'write', value: undefined, write };
  });
  const bots = [{ id: 'second-bot' }, { id: 'third-bot' }];
  expect(await lastLeased(deps, bots, 'mailer')).toEqual(new Map([['second-bot', deps.now()]]));
  expect(await lastLeased(deps, bots, 'crm')).toEqual(new Map());
});

test('as many keys as there are on a page are read', async () => {
  const many = Array.from({ length: 120 }, (_, n) => ({
    id: `bot-${n}`,
    keys: [{ id: 'key_1', hash: 'h', holder: 'T0YARD/U0OWNER', issuedAt: deps.now() }],
  }));
  await noteUse(deps, 'workflow/bot-119', 'key_1');
  expect([...(await lastSeen(deps, many)).keys()]).toEqual(['bot-119']);
});

test('a use that cannot be noted is logged and stops nobody', async () => {
  const said: string[] = [];
  const log = { ...deps.log, warn: (_: object, message: string) => void said.push(message) };
  const store = { ...deps.store, registry: 'no-such-table' };
  await noteUse({ ...deps, store, log }, SUBJECT, 'key_1');
  expect(said).toEqual(['the use of a key could not be noted']);
});

import { beforeAll, expect, test } from 'vitest';
import { mint } from '../../lib/acts/lease-mint.ts';
import { type Declared, declaredSchema } from '../../lib/core/credentials.ts';
import type { Lease } from '../../lib/core/lease.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ROLE } from './lease-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

const LEASE: Lease = {
  id: 'les_1',
  workflow: 'reply-bot',
  team: 'team-support',
  revision: 1,
  connector: 'mailer',
  scopes: ['calendar.read'],
  kind: 'aws-role',
  at: '2026-11-23T09:00:00.000Z',
  until: '2026-11-23T09:15:00.000Z',
  state: 'out',
};
const role = declaredSchema.parse(ROLE);
const fails: readonly [string, Declared, Partial<Lease>][] = [
  ['no-template', role, { scopes: ['calendar.write'] }],
  ['secret-unavailable', { kind: 'secret', secret: 'local:none' }, {}],
];

test.each(fails)('says %s, and nothing was asked of AWS', async (why, declared, change) => {
  expect(await mint(deps, { ...LEASE, ...change }, declared)).toMatchObject({ why });
  expect(deps.lending.assumed).toEqual([]);
});

test('says what STS refused for good', async () => {
  deps.lending.fail('role-refused');
  expect(await mint(deps, LEASE, role)).toMatchObject({ why: 'role-refused' });
  deps.lending.fail(undefined);
});

test('makes one of each kind', async () => {
  const kinds = [role, { kind: 'token' as const }, { kind: 'none' as const }];
  const made = await Promise.all(kinds.map((declared) => mint(deps, LEASE, declared)));
  expect(made).toMatchObject([
    { credential: { kind: 'aws-role', secretAccessKey: 'secret-of-1' } },
    { credential: { kind: 'token' } },
    { credential: { kind: 'none' } },
  ]);
});

import { beforeEach, describe, expect, test } from 'vitest';
import {
  loadProvider,
  noProvider,
  sealProviderSecret,
  unfitProvider,
} from '../../lib/acts/identity-provider.ts';
import { answerChange, proposeChange } from '../../lib/acts/settings-change.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { secondAdmin } from './settings-kit.ts';
import { breaks, exported, MANIFEST, registered, stage } from './stage.ts';
import { ISSUER } from './step-up-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  const bare = await stage(engine());
  deps = { ...bare, login: { ...bare.login, check: async () => ({ kind: 'found' }) } };
});

const PROVIDER = { issuer: ISSUER, clientId: 'yardmaster' };
const wanted = (provider: typeof PROVIDER | null) =>
  ({ about: 'identity-provider', provider }) as const;

test('is none at first, which is said with what to do', async () => {
  expect(await loadProvider(deps)).toEqual(noProvider(deps));
});

describe('setting it', () => {
  test('needs a second admin', async () => {
    await secondAdmin(deps, ADMIN, OWNER);
    const change = await proposeChange(deps, ADMIN, wanted(PROVIDER));
    expect(change).toMatchObject({ change: { state: 'open' } });
    expect(await loadProvider(deps)).toMatchObject({ why: 'no-identity-provider' });
    const id = change.kind === 'proposed' ? change.change.id : '';
    const answer = { answer: 'countersign', reason: '', name: 'owner' } as const;
    await answerChange(deps, OWNER, id, answer);
    expect(await loadProvider(deps)).toEqual({ kind: 'provider', provider: PROVIDER });
    expect(await breaks(deps)).toEqual([]);
  });

  test('is refused where nobody could log in', async () => {
    const check = async () => refuse('bad-provider', 'Nothing there.', { field: 'issuer' });
    const nowhere = { ...deps, login: { ...deps.login, check } };
    expect(await proposeChange(nowhere, ADMIN, wanted(PROVIDER))).toMatchObject({
      why: 'bad-provider',
    });
  });

  test('twice changes nothing', async () => {
    const first = await proposeChange(deps, ADMIN, wanted(PROVIDER));
    expect(await proposeChange(deps, ADMIN, wanted(PROVIDER))).toEqual(first);
  });
});

test('a secret is sealed, opened for the login alone, and in no log', async () => {
  const sealedSecret = await sealProviderSecret(deps, 'open sesame');
  await proposeChange(deps, ADMIN, wanted({ ...PROVIDER, ...{ sealedSecret } }));
  const stored = JSON.stringify(await loadOrganisation(deps));
  expect(stored).toContain('sealedSecret');
  expect(stored).not.toContain('open sesame');
  expect((await exported(deps)).join('\n')).not.toContain(sealedSecret);
  expect(await loadProvider(deps)).toEqual({
    kind: 'provider',
    provider: { ...PROVIDER, clientSecret: 'open sesame' },
  });
});

describe('taking it away', () => {
  test('is nothing while none is set, and works while no gate asks for a login', async () => {
    expect(await unfitProvider(deps, null)).toBeUndefined();
    expect(await proposeChange(deps, ADMIN, wanted(null))).toMatchObject({
      why: 'nothing-changes',
    });
    await proposeChange(deps, ADMIN, wanted(PROVIDER));
    expect(await proposeChange(deps, ADMIN, wanted(null))).toMatchObject({ kind: 'proposed' });
    expect((await loadOrganisation(deps)).identityProvider).toBeUndefined();
  });

  test('is refused while gates ask for logins, and says how many do', async () => {
    await proposeChange(deps, ADMIN, wanted(PROVIDER));
    const gates = { send_external_email: { step_up: true as const } };
    await registered(deps, { ...MANIFEST, gates });
    expect(await proposeChange(deps, ADMIN, wanted(null))).toMatchObject({
      why: 'provider-in-use',
      say: expect.stringContaining('1 approval rule asks'),
    });
  });
});

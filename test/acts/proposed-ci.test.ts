import { expect, test } from 'vitest';
import { claimCiKey } from '../../lib/acts/claim-key.ts';
import { createIdentity, loadIdentity } from '../../lib/acts/identities.ts';
import { revokeCiKey, shownKeys, takeCiCode } from '../../lib/acts/keys.ts';
import { acceptRevision } from '../../lib/acts/proposed.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { GATED, settled, UNGATED, who } from './proposing.ts';
import { breaks, registered, stage } from './stage.ts';

const engine = engineOfFile();
const ID = 'ci-support';

test('a lead who removes a gate through a CI key of his own does not accept that himself', async () => {
  const deps = await stage(engine());
  await registered(deps, GATED);
  await createIdentity(deps, OWNER, { id: ID, team: 'team-support' });
  const given = await takeCiCode(deps, OWNER, ID);
  if (given.kind !== 'code') throw new Error(given.say);
  await claimCiKey(deps, OWNER, given.code);
  const ci = { kind: 'ci', id: ID, team: 'team-support' } as const;
  const outcome = await registerManifest(deps, ci, UNGATED, 'repo');
  if (outcome.kind !== 'proposed') throw new Error(outcome.kind);
  const { id, holders } = outcome.proposed;
  expect(holders).toEqual([OWNER]);
  const identity = (await loadIdentity(deps, ID))?.state ?? { id: ID };
  for (const key of await shownKeys(deps, 'identity', identity)) {
    await revokeCiKey(deps, OWNER, ID, key.id);
  }
  expect(await acceptRevision(deps, who.owner, id)).toMatchObject({ why: 'own-proposal' });
  // He is the only one who could look at it for the team.
  await acceptRevision(deps, who.admin, id);
  expect(await settled(deps)).toMatchObject({ manifest: UNGATED, lastEditor: 'ci/ci-support' });
  expect(await breaks(deps)).toEqual([]);
});

import type { Deps } from '../acts/deps.ts';
import { refuse } from '../core/result.ts';
import { commonDeps, createLog } from '../wire.ts';
import type { Ground } from './ground.ts';
import { localCheckpointSigner, localSealer, localSigner } from './keyring.ts';

/** Dependencies for work on a folder that nothing runs on: there is no Slack to ask or to tell. */
export function asideDeps(ground: Pick<Ground, 'store' | 'keyring'>): Deps {
  const noSlack = async () => refuse('lookup-failed', 'Nothing is connected to Slack here.');
  return {
    ...commonDeps(ground.store),
    seal: localSealer(ground.keyring),
    signer: localSigner(ground.keyring),
    checkpointSigner: localCheckpointSigner(ground.keyring),
    people: { fresh: noSlack },
    directory: {
      byEmail: noSlack,
      members: noSlack,
      hasGroups: async () => false,
      groups: async () => [],
      probe: noSlack,
    },
    settings: {
      command: '/yard',
      baseUrl: 'http://127.0.0.1',
      waitSeconds: 0,
      waitStepMs: 1,
      preGranted: [],
    },
    log: createLog('silent'),
    wake: () => undefined,
  };
}

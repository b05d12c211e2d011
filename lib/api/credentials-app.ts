import type { Deps } from '../acts/deps.ts';
import { serveCredentials } from './credentials.ts';
import { openDoor } from './open.ts';
import type { Api } from './types.ts';

/** What signs, alone: consume, and the public keys to check receipts with. */
export function createCredentialsApi(deps: Deps): Api {
  const door = openDoor(deps);
  serveCredentials(door);
  return door.api;
}

import type { BodyOf } from '../contract/operation.ts';
import {
  removeProviderOperation,
  setProviderOperation,
  settingsChangesOperation,
  settingsOperation,
} from '../contract/settings.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** The organisation's settings, for admins and auditors. */
export function settingsCalls(options: ClientOptions) {
  return {
    settings: () => callAgain(options, settingsOperation, {}),
    settingsChanges: () => callAgain(options, settingsChangesOperation, {}),
    setIdentityProvider: (body: BodyOf<typeof setProviderOperation>) =>
      callAgain(options, setProviderOperation, { body }),
    removeIdentityProvider: () => callAgain(options, removeProviderOperation, {}),
  };
}

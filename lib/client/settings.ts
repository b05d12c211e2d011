import { settingsChangesOperation, settingsOperation } from '../contract/settings.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** The organisation's settings, for admins and auditors. */
export function settingsCalls(options: ClientOptions) {
  return {
    settings: () => callAgain(options, settingsOperation, {}),
    settingsChanges: () => callAgain(options, settingsChangesOperation, {}),
  };
}

import {
  erasePersonOperation,
  type UninstallBody,
  uninstallOperation,
} from '../contract/leaving.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** Both may be sent twice: what is done is done once. */
export function leavingCalls(options: ClientOptions) {
  return {
    erasePerson: (id: string, dryRun: boolean) =>
      callAgain(options, erasePersonOperation, { params: { id }, body: { dry_run: dryRun } }),
    uninstall: (body: UninstallBody) => callAgain(options, uninstallOperation, { body }),
  };
}

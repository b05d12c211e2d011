import type { BodyOf } from '../contract/operation.ts';
import {
  rollbackOperation,
  takeUpgradesOperation,
  upgradesOperation,
} from '../contract/upgrades.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** Later releases, and the way back. Taking a version twice is taking it once; so is going back. */
export function upgradeCalls(options: ClientOptions) {
  return {
    upgrades: (id: string) => callAgain(options, upgradesOperation, { params: { id } }),
    takeUpgrades: (id: string, body: BodyOf<typeof takeUpgradesOperation>) =>
      callAgain(options, takeUpgradesOperation, { params: { id }, body }),
    rollback: (id: string, body: BodyOf<typeof rollbackOperation>) =>
      callAgain(options, rollbackOperation, { params: { id }, body }),
  };
}

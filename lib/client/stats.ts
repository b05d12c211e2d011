import { statsOperation } from '../contract/stats.ts';
import { type ClientOptions, callAgain } from './call.ts';

export function statsCalls(options: ClientOptions) {
  return { stats: () => callAgain(options, statsOperation, {}) };
}

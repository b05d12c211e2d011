import {
  endChangeOperation,
  getChangeOperation,
  proposeChangeOperation,
} from '../contract/changes.ts';
import type { BodyOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Planned changes. With a person's login. Ending one twice is ending it once. */
export function changeCalls(options: ClientOptions) {
  return {
    proposeChange: (body: BodyOf<typeof proposeChangeOperation>) =>
      callOnce(options, proposeChangeOperation, { body }),
    change: (id: string) => callAgain(options, getChangeOperation, { params: { id } }),
    endChange: (id: string, as: 'withdrawn' | 'done') =>
      callAgain(options, endChangeOperation, { params: { id }, body: { as } }),
  };
}

import {
  type DelegationBody,
  delegateOperation,
  endDelegationOperation,
  getDelegationOperation,
  waitingOperation,
} from '../contract/delegation.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** With a person's login. */
export function delegationCalls(options: ClientOptions) {
  return {
    delegation: () => callAgain(options, getDelegationOperation, {}),
    delegate: (body: DelegationBody) => callOnce(options, delegateOperation, { body }),
    endDelegation: () => callOnce(options, endDelegationOperation, {}),
    waiting: () => callAgain(options, waitingOperation, { query: { waiting: 'me' } }),
  };
}

import {
  getCredentialsOperation,
  type LeaseBody,
  leaseOperation,
  rotatedOperation,
  setCredentialsOperation,
} from '../contract/leases.ts';
import type { BodyOf } from '../contract/operation.ts';
import { beginPauseOperation, endPauseOperation, listPausesOperation } from '../contract/pauses.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** With a workflow's key. A lease that is asked for twice is two leases, unless `request_id` names one. */
export function leaseCalls(options: ClientOptions) {
  return {
    lease: (body: LeaseBody) => callAgain(options, leaseOperation, { body }),
  };
}

/** With a person's login: what credentials a connector gives. */
export function credentialCalls(options: ClientOptions) {
  return {
    credentials: (name: string) =>
      callAgain(options, getCredentialsOperation, { params: { name } }),
    /** JSON that may be anything: the server says what is wrong with it. */
    setCredentials: (name: string, declared: unknown) =>
      callAgain(options, setCredentialsOperation, { params: { name }, body: declared }),
    listPauses: () => callAgain(options, listPausesOperation, {}),
    beginPause: (body: BodyOf<typeof beginPauseOperation>) =>
      callAgain(options, beginPauseOperation, { body }),
    /** Sent once: a second try finds it ended already. */
    endPause: (body: BodyOf<typeof endPauseOperation>) =>
      callOnce(options, endPauseOperation, { body }),
    noteRotated: (name: string) => callAgain(options, rotatedOperation, { params: { name } }),
  };
}

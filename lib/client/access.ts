import {
  askAccessOperation,
  getAccessOperation,
  grantsOperation,
  listAccessOperation,
  takeBackAccessOperation,
  withdrawAccessOperation,
} from '../contract/access.ts';
import type { BodyOf, QueryOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Access to connectors. With a person's login. */
export function accessCalls(options: ClientOptions) {
  return {
    askAccess: (id: string, body: BodyOf<typeof askAccessOperation>) =>
      callOnce(options, askAccessOperation, { params: { id }, body }),
    accessRequests: () => callAgain(options, listAccessOperation, {}),
    accessRequest: (id: string) => callAgain(options, getAccessOperation, { params: { id } }),
    withdrawAccess: (id: string) => callOnce(options, withdrawAccessOperation, { params: { id } }),
    takeBackAccess: (id: string, body: BodyOf<typeof takeBackAccessOperation>) =>
      callOnce(options, takeBackAccessOperation, { params: { id }, body }),
    grants: (query: QueryOf<typeof grantsOperation> = {}) =>
      callAgain(options, grantsOperation, { query }),
  };
}

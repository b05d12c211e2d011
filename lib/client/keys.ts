import {
  claimCiKeyOperation,
  claimKeyOperation,
  createIdentityOperation,
  listIdentitiesOperation,
  listKeysOperation,
  revokeCiKeyOperation,
  revokeKeyOperation,
} from '../contract/keys.ts';
import { endLoginOperation, fetchLoginOperation, startLoginOperation } from '../contract/logins.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Without any token: a login that is confirmed in Slack. */
export function loginCalls(options: ClientOptions) {
  return {
    startLogin: (body: { client: string; host: string }) =>
      callOnce(options, startLoginOperation, { body }),
    /** Sent once: whoever asks a second time for a token that was given ends the login. */
    fetchLogin: (device_code: string) =>
      callOnce(options, fetchLoginOperation, { body: { device_code } }),
  };
}

/** With a person's login: keys of workflows and of CI identities. */
export function keyCalls(options: ClientOptions) {
  return {
    endLogin: () => callOnce(options, endLoginOperation, {}),
    claimKey: (code: string) => callOnce(options, claimKeyOperation, { body: { code } }),
    keys: (id: string) => callAgain(options, listKeysOperation, { params: { id } }),
    revokeKey: (id: string, key: string) =>
      callOnce(options, revokeKeyOperation, { params: { id, key } }),
    createIdentity: (body: { id: string; team: string }) =>
      callAgain(options, createIdentityOperation, { body }),
    identities: () => callAgain(options, listIdentitiesOperation, {}),
    claimCiKey: (code: string) => callOnce(options, claimCiKeyOperation, { body: { code } }),
    revokeCiKey: (id: string, key: string) =>
      callOnce(options, revokeCiKeyOperation, { params: { id, key } }),
  };
}

import {
  type AskBody,
  askOperation,
  consumeOperation,
  type ExecutionBody,
  getApprovalOperation,
} from '../contract/approvals.ts';
import {
  findOperation,
  getComponentOperation,
  type ImportBody,
  importOperation,
} from '../contract/catalog.ts';
import { logOperation } from '../contract/log.ts';
import { getWorkflowOperation, registerOperation } from '../contract/workflows.ts';
import { baselineCalls } from './baseline.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';
import { dependentsCalls } from './dependents.ts';
import { estateCalls } from './estate.ts';
import { exportAudit } from './export.ts';
import { keyCalls, loginCalls } from './keys.ts';
import { leavingCalls } from './leaving.ts';
import { revisionCalls } from './revisions.ts';
import { settingsCalls } from './settings.ts';
import { statsCalls } from './stats.ts';
import { teamCalls } from './teams.ts';
import { waitForEnding } from './wait.ts';

export type { ClientOptions } from './call.ts';
export type Client = ReturnType<typeof createClient>;

/**
 * Yardmaster's API as functions. Every outcome is a value: `ok`, `problem` (refused, with `why`),
 * `unreachable` (nothing is known of what was done) or `unexpected`. What may be sent twice and is
 * done once is tried again by itself; the rest is sent once.
 */
export function createClient(options: ClientOptions) {
  return {
    ...agentCalls(options),
    ...loginCalls(options),
    ...keyCalls(options),
    ...peopleCalls(options),
    ...statsCalls(options),
    ...teamCalls(options),
    ...leavingCalls(options),
    ...settingsCalls(options),
    ...dependentsCalls(options),
    ...estateCalls(options),
    ...baselineCalls(options),
    ...revisionCalls(options),
  };
}

/** With a workflow's key. */
function agentCalls(options: ClientOptions) {
  return {
    ask: (body: AskBody) => callAgain(options, askOperation, { body }),
    get: (id: string) => callAgain(options, getApprovalOperation, { params: { id } }),
    /** Until it has ended, at most `seconds`. */
    wait: (id: string, seconds: number) => waitForEnding(options, id, seconds),
    consume: (id: string, body: ExecutionBody) =>
      callAgain(options, consumeOperation, { params: { id }, body }),
  };
}

/** With a person's login. */
function peopleCalls(options: ClientOptions) {
  return {
    /** JSON that may be anything: the server says what is wrong with it. */
    register: (manifest: unknown) => callOnce(options, registerOperation, { body: manifest }),
    workflow: (id: string) => callAgain(options, getWorkflowOperation, { params: { id } }),
    find: (q: string, limit?: number) => callAgain(options, findOperation, { query: { q, limit } }),
    component: (kind: string, name: string) =>
      callAgain(options, getComponentOperation, { params: { kind, name } }),
    importDrafts: (body: ImportBody) => callOnce(options, importOperation, { body }),
    log: (subject: string, page: { before?: number; most?: number } = {}) =>
      callAgain(options, logOperation, { query: { subject, ...page } }),
    exportAudit: (onLine: (line: string) => void | Promise<void>) => exportAudit(options, onLine),
  };
}

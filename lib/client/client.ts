import {
  type AskBody,
  askOperation,
  cancelOperation,
  consumeOperation,
  type ExecutionBody,
  getApprovalOperation,
  type OutcomeBody,
  outcomeOperation,
} from '../contract/approvals.ts';
import {
  findOperation,
  getComponentOperation,
  type ImportBody,
  importOperation,
} from '../contract/catalog.ts';
import { type LogQuery, logOperation, type PartOfLog } from '../contract/log.ts';
import { getWorkflowOperation, registerOperation } from '../contract/workflows.ts';
import { accessCalls } from './access.ts';
import { baselineCalls } from './baseline.ts';
import { breakGlassCalls } from './break-glass.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';
import { campaignCalls } from './campaigns.ts';
import { changeCalls } from './changes.ts';
import { delegationCalls } from './delegation.ts';
import { dependentsCalls } from './dependents.ts';
import { duplicateCalls } from './duplicates.ts';
import { estateCalls } from './estate.ts';
import { eventCalls } from './events.ts';
import { exportAudit } from './export.ts';
import { exportCalls } from './exports.ts';
import { extensionCalls } from './extensions.ts';
import { gateCalls } from './gates.ts';
import { jobCalls } from './jobs.ts';
import { keyCalls, loginCalls } from './keys.ts';
import { credentialCalls, leaseCalls } from './leases.ts';
import { leavingCalls } from './leaving.ts';
import { modelCalls } from './models.ts';
import { promotionCalls, reportCalls } from './promotions.ts';
import { releaseCalls } from './releases.ts';
import { revisionCalls } from './revisions.ts';
import { settingsCalls } from './settings.ts';
import { statsCalls } from './stats.ts';
import { systemsCalls } from './systems.ts';
import { teamCalls } from './teams.ts';
import { upgradeCalls } from './upgrades.ts';
import { waitForEnding } from './wait.ts';
import { webhookCalls } from './webhooks.ts';

export type { ClientOptions } from './call.ts';
export { verifyWebhook } from './verify-webhook.ts';
export type Client = ReturnType<typeof createClient>;

/**
 * Yardmaster's API as functions. Every outcome is a value: `ok`, `problem` (refused, with `why`),
 * `unreachable` (nothing is known of what was done) or `unexpected`. What may be sent twice and is
 * done once is tried again by itself; the rest is sent once.
 */
export function createClient(options: ClientOptions) {
  return {
    ...agentCalls(options),
    ...reportCalls(options),
    ...eventCalls(options),
    ...promotionCalls(options),
    ...loginCalls(options),
    ...keyCalls(options),
    ...peopleCalls(options),
    ...statsCalls(options),
    ...breakGlassCalls(options),
    ...jobCalls(options),
    ...teamCalls(options),
    ...leavingCalls(options),
    ...delegationCalls(options),
    ...settingsCalls(options),
    ...dependentsCalls(options),
    ...modelCalls(options),
    ...changeCalls(options),
    ...campaignCalls(options),
    ...systemsCalls(options),
    ...duplicateCalls(options),
    ...estateCalls(options),
    ...exportCalls(options),
    ...extensionCalls(options),
    ...baselineCalls(options),
    ...gateCalls(options),
    ...revisionCalls(options),
    ...accessCalls(options),
    ...upgradeCalls(options),
    ...releaseCalls(options),
    ...webhookCalls(options),
    ...leaseCalls(options),
    ...credentialCalls(options),
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
    /** What became of the execution; once. */
    outcome: (id: string, body: OutcomeBody) =>
      callAgain(options, outcomeOperation, { params: { id }, body }),
    /** Withdraws what still waits. */
    cancel: (id: string) => callAgain(options, cancelOperation, { params: { id } }),
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
    log: (subject: string, page: Omit<LogQuery, 'subject'> = {}) =>
      callAgain(options, logOperation, { query: { subject, ...page } }),
    exportAudit: (onLine: (line: string) => void | Promise<void>, part: PartOfLog = {}) =>
      exportAudit(options, onLine, part),
  };
}

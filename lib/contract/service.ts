import * as z from 'zod';
import {
  askAccessOperation,
  getAccessOperation,
  grantsOperation,
  listAccessOperation,
  takeBackAccessOperation,
  withdrawAccessOperation,
} from './access.ts';
import {
  askOperation,
  cancelOperation,
  consumeOperation,
  getApprovalOperation,
  outcomeOperation,
  waitOperation,
} from './approvals.ts';
import {
  baselineOperation,
  checkOperation,
  findingsOperation,
  previewOperation,
} from './baseline.ts';
import {
  breakGlassOperation,
  listBreakGlassOperation,
  reviewBreakGlassOperation,
} from './break-glass.ts';
import { CAMPAIGN_OPERATIONS } from './campaigns.ts';
import { findOperation, getComponentOperation, importOperation } from './catalog.ts';
import { endChangeOperation, getChangeOperation, proposeChangeOperation } from './changes.ts';
import { connectorScopesOperation } from './connector-scopes.ts';
import {
  delegateOperation,
  endDelegationOperation,
  getDelegationOperation,
  waitingOperation,
} from './delegation.ts';
import { dependentsOperation } from './dependents.ts';
import { duplicatesOperation, judgeOperation } from './duplicates.ts';
import { discoverOperation, importEstateOperation, oversightOperation } from './estate.ts';
import { appendOperation } from './events.ts';
import {
  exportBackstageOperation,
  exportMarketplaceOperation,
  listServersOperation,
  serverVersionOperation,
  serverVersionsOperation,
} from './exports.ts';
import {
  askExtensionOperation,
  copyExtensionOperation,
  listExtensionsOperation,
} from './extensions.ts';
import { explainGatesOperation } from './gates.ts';
import { getJobRunOperation, listJobRunsOperation, startJobOperation } from './jobs.ts';
import {
  claimCiKeyOperation,
  claimKeyOperation,
  createIdentityOperation,
  listIdentitiesOperation,
  listKeysOperation,
  publicKeysOperation,
  revokeCiKeyOperation,
  revokeKeyOperation,
} from './keys.ts';
import {
  getCredentialsOperation,
  leaseOperation,
  rotatedOperation,
  setCredentialsOperation,
} from './leases.ts';
import { erasePersonOperation, uninstallOperation } from './leaving.ts';
import { listWorkflowsOperation } from './list-workflows.ts';
import { exportOperation, logOperation } from './log.ts';
import { endLoginOperation, fetchLoginOperation, startLoginOperation } from './logins.ts';
import { getModelOperation, listModelsOperation, retireModelOperation } from './models.ts';
import { type Operation, operation } from './operation.ts';
import { beginPauseOperation, endPauseOperation, listPausesOperation } from './pauses.ts';
import {
  getPromotionOperation,
  promoteOperation,
  promotionsOperation,
  renameOperation,
  reportOperation,
  transferOperation,
  withdrawPromotionOperation,
} from './promotions.ts';
import { getReleaseOperation, publishOperation, releaseDiffOperation } from './releases.ts';
import { moveHomeOperation, proposedOperation, revisionsOperation } from './revisions.ts';
import { manifestSchemaOperation, releaseSchemaOperation } from './schemas.ts';
import {
  removeProviderOperation,
  setProviderOperation,
  settingsChangesOperation,
  settingsOperation,
} from './settings.ts';
import { statsOperation } from './stats.ts';
import { reachOperation, systemsOperation } from './systems.ts';
import { importTeamsOperation, listTeamsOperation } from './teams.ts';
import { rollbackOperation, takeUpgradesOperation, upgradesOperation } from './upgrades.ts';
import {
  getWebhookOperation,
  removeWebhookOperation,
  retryWebhookOperation,
  rotateWebhookOperation,
  setWebhookOperation,
  testWebhookOperation,
} from './webhooks.ts';
import { getWorkflowOperation, registerOperation, retireOperation } from './workflows.ts';

export const healthOperation = operation({
  id: 'health',
  method: 'get',
  path: '/healthz',
  summary: 'Whether the process answers.',
  who: 'anybody',
  answer: z.object({ ok: z.literal(true) }),
});

export const documentOperation = operation({
  id: 'document',
  method: 'get',
  path: '/v1/openapi.json',
  summary: 'This document.',
  who: 'anybody',
  answer: z.looseObject({ openapi: z.string() }),
});

/** All that crosses the API, in the order of the document. */
export const OPERATIONS: readonly Operation[] = [
  healthOperation,
  documentOperation,
  publicKeysOperation,
  manifestSchemaOperation,
  releaseSchemaOperation,
  registerOperation,
  checkOperation,
  getWorkflowOperation,
  retireOperation,
  revisionsOperation,
  proposedOperation,
  moveHomeOperation,
  askAccessOperation,
  takeBackAccessOperation,
  listAccessOperation,
  grantsOperation,
  getAccessOperation,
  withdrawAccessOperation,
  upgradesOperation,
  takeUpgradesOperation,
  rollbackOperation,
  baselineOperation,
  previewOperation,
  findingsOperation,
  explainGatesOperation,
  duplicatesOperation,
  judgeOperation,
  findOperation,
  getComponentOperation,
  publishOperation,
  getReleaseOperation,
  releaseDiffOperation,
  dependentsOperation,
  listModelsOperation,
  getModelOperation,
  retireModelOperation,
  proposeChangeOperation,
  getChangeOperation,
  endChangeOperation,
  ...CAMPAIGN_OPERATIONS,
  listExtensionsOperation,
  askExtensionOperation,
  copyExtensionOperation,
  systemsOperation,
  reachOperation,
  connectorScopesOperation,
  getCredentialsOperation,
  setCredentialsOperation,
  rotatedOperation,
  listWorkflowsOperation,
  importOperation,
  exportMarketplaceOperation,
  exportBackstageOperation,
  listServersOperation,
  serverVersionsOperation,
  serverVersionOperation,
  promoteOperation,
  promotionsOperation,
  getPromotionOperation,
  withdrawPromotionOperation,
  transferOperation,
  renameOperation,
  startLoginOperation,
  fetchLoginOperation,
  endLoginOperation,
  claimKeyOperation,
  listKeysOperation,
  revokeKeyOperation,
  createIdentityOperation,
  listIdentitiesOperation,
  claimCiKeyOperation,
  revokeCiKeyOperation,
  setWebhookOperation,
  getWebhookOperation,
  rotateWebhookOperation,
  testWebhookOperation,
  removeWebhookOperation,
  retryWebhookOperation,
  waitingOperation,
  askOperation,
  getApprovalOperation,
  waitOperation,
  consumeOperation,
  getDelegationOperation,
  delegateOperation,
  endDelegationOperation,
  outcomeOperation,
  cancelOperation,
  listJobRunsOperation,
  getJobRunOperation,
  startJobOperation,
  breakGlassOperation,
  listBreakGlassOperation,
  reviewBreakGlassOperation,
  leaseOperation,
  listPausesOperation,
  beginPauseOperation,
  endPauseOperation,
  reportOperation,
  appendOperation,
  logOperation,
  exportOperation,
  listTeamsOperation,
  importTeamsOperation,
  importEstateOperation,
  discoverOperation,
  oversightOperation,
  statsOperation,
  erasePersonOperation,
  uninstallOperation,
  settingsOperation,
  settingsChangesOperation,
  setProviderOperation,
  removeProviderOperation,
];

/** A body may be this large; larger ones are refused unread. */
export const MOST_BODY_BYTES = 512 * 1024;

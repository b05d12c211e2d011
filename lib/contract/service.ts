import * as z from 'zod';
import {
  askOperation,
  consumeOperation,
  getApprovalOperation,
  waitOperation,
} from './approvals.ts';
import {
  baselineOperation,
  checkOperation,
  findingsOperation,
  previewOperation,
} from './baseline.ts';
import { findOperation, getComponentOperation, importOperation } from './catalog.ts';
import { dependentsOperation } from './dependents.ts';
import { discoverOperation, importEstateOperation, oversightOperation } from './estate.ts';
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
import { erasePersonOperation, uninstallOperation } from './leaving.ts';
import { exportOperation, logOperation } from './log.ts';
import { endLoginOperation, fetchLoginOperation, startLoginOperation } from './logins.ts';
import { type Operation, operation } from './operation.ts';
import { moveHomeOperation, proposedOperation, revisionsOperation } from './revisions.ts';
import { settingsChangesOperation, settingsOperation } from './settings.ts';
import { statsOperation } from './stats.ts';
import { importTeamsOperation, listTeamsOperation } from './teams.ts';
import { getWorkflowOperation, registerOperation } from './workflows.ts';

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
  registerOperation,
  checkOperation,
  getWorkflowOperation,
  revisionsOperation,
  proposedOperation,
  moveHomeOperation,
  baselineOperation,
  previewOperation,
  findingsOperation,
  findOperation,
  getComponentOperation,
  dependentsOperation,
  importOperation,
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
  askOperation,
  getApprovalOperation,
  waitOperation,
  consumeOperation,
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
];

/** A body may be this large; larger ones are refused unread. */
export const MOST_BODY_BYTES = 512 * 1024;

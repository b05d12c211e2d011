import * as z from 'zod';
import {
  askOperation,
  consumeOperation,
  getApprovalOperation,
  waitOperation,
} from './approvals.ts';
import { findOperation, getComponentOperation, importOperation } from './catalog.ts';
import { claimKeyOperation, loginOperation, publicKeysOperation } from './keys.ts';
import { exportOperation, logOperation } from './log.ts';
import { type Operation, operation } from './operation.ts';
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
  getWorkflowOperation,
  findOperation,
  getComponentOperation,
  importOperation,
  claimKeyOperation,
  loginOperation,
  askOperation,
  getApprovalOperation,
  waitOperation,
  consumeOperation,
  logOperation,
  exportOperation,
];

/** A body may be this large; larger ones are refused unread. */
export const MOST_BODY_BYTES = 512 * 1024;

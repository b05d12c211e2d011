import type { BodyOf, QueryOf } from '../contract/operation.ts';
import {
  getPromotionOperation,
  promoteOperation,
  promotionsOperation,
  type ReportBody,
  renameOperation,
  reportOperation,
  transferOperation,
  withdrawPromotionOperation,
} from '../contract/promotions.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** Promotions, transfers and new names. With a person's login. */
export function promotionCalls(options: ClientOptions) {
  return {
    promote: (params: Named, body: BodyOf<typeof promoteOperation>) =>
      callOnce(options, promoteOperation, { params: { ...params }, body }),
    promotions: (query: QueryOf<typeof promotionsOperation> = {}) =>
      callAgain(options, promotionsOperation, { query }),
    promotion: (id: string) => callAgain(options, getPromotionOperation, { params: { id } }),
    withdrawPromotion: (id: string) =>
      callOnce(options, withdrawPromotionOperation, { params: { id } }),
    transfer: (params: Named, to: string) =>
      callOnce(options, transferOperation, { params: { ...params }, body: { to } }),
    rename: (params: Named, name: string) =>
      callOnce(options, renameOperation, { params: { ...params }, body: { name } }),
  };
}

/** With a workflow's key: the same report twice is counted once. */
export function reportCalls(options: ClientOptions) {
  return { report: (body: ReportBody) => callAgain(options, reportOperation, { body }) };
}

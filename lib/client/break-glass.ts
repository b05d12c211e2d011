import {
  type BreakGlassBody,
  breakGlassOperation,
  listBreakGlassOperation,
  type ReviewBody,
  reviewBreakGlassOperation,
} from '../contract/break-glass.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Approving alone in an emergency, with a person's login. */
export function breakGlassCalls(options: ClientOptions) {
  return {
    /** The address at which the admin logs in and confirms. */
    breakGlass: (id: string, body: BreakGlassBody) =>
      callOnce(options, breakGlassOperation, { params: { id }, body }),
    listBreakGlass: () => callAgain(options, listBreakGlassOperation, {}),
    reviewBreakGlass: (id: string, body: ReviewBody) =>
      callOnce(options, reviewBreakGlassOperation, { params: { id }, body }),
  };
}

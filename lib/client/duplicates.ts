import { duplicatesOperation, judgeOperation } from '../contract/duplicates.ts';
import type { BodyOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** What looks like the same job, and what people say of it. Saying it twice is saying it once. */
export function duplicateCalls(options: ClientOptions) {
  return {
    duplicates: () => callAgain(options, duplicatesOperation, {}),
    judgeDuplicates: (body: BodyOf<typeof judgeOperation>) =>
      callAgain(options, judgeOperation, { body }),
  };
}

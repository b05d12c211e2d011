import {
  baselineOperation,
  checkOperation,
  findingsOperation,
  previewOperation,
} from '../contract/baseline.ts';
import type { QueryOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain } from './call.ts';

type Page = QueryOf<typeof previewOperation>;
type Asked = QueryOf<typeof findingsOperation>;

/** The baseline, what breaks it and what would. Nothing of it changes anything, so all may be sent twice. */
export function baselineCalls(options: ClientOptions) {
  return {
    baseline: () => callAgain(options, baselineOperation, {}),
    /** JSON that may be anything: the server says what is wrong with it. */
    previewBaseline: (rules: unknown, query: Page = {}) =>
      callAgain(options, previewOperation, { body: rules, query }),
    check: (manifest: unknown) => callAgain(options, checkOperation, { body: manifest }),
    findings: (query: Asked = {}) => callAgain(options, findingsOperation, { query }),
  };
}

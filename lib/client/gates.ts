import { explainGatesOperation } from '../contract/gates.ts';
import type { QueryOf } from '../contract/operation.ts';
import { type ClientOptions, callAgain } from './call.ts';

type Asked = QueryOf<typeof explainGatesOperation>;

/** What gates would ask of whom. Nothing of it changes anything, so it may be sent twice. */
export function gateCalls(options: ClientOptions) {
  return {
    /** JSON that may be anything: the server says what is wrong with it. */
    explainGates: (manifest: unknown, query: Asked = {}) =>
      callAgain(options, explainGatesOperation, { body: manifest, query }),
  };
}

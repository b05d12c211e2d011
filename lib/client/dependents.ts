import { dependentsOperation } from '../contract/dependents.ts';
import { type ClientOptions, callAgain } from './call.ts';

export interface WhoPage {
  readonly range?: string | undefined;
  readonly transitive?: 'yes' | 'no';
  readonly cursor?: string | undefined;
  readonly limit?: number;
}

/** Which workflows depend on a component, page by page. With a person's login. */
export function dependentsCalls(options: ClientOptions) {
  return {
    dependents: (kind: string, name: string, page: WhoPage = {}) =>
      callAgain(options, dependentsOperation, { params: { kind, name }, query: { ...page } }),
  };
}

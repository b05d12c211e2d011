import {
  getModelOperation,
  listModelsOperation,
  type RetireBody,
  retireModelOperation,
} from '../contract/models.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** Models in use and when they stop. With a person's login. */
export function modelCalls(options: ClientOptions) {
  return {
    models: () => callAgain(options, listModelsOperation, {}),
    model: (
      name: string,
      page: { readonly cursor?: string | undefined; readonly limit?: number } = {},
    ) => callAgain(options, getModelOperation, { params: { name }, query: { ...page } }),
    retireModel: (name: string, body: RetireBody) =>
      callAgain(options, retireModelOperation, { params: { name }, body }),
  };
}

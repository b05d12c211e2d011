import {
  type AskExtensionBody,
  askExtensionOperation,
  copyExtensionOperation,
  listExtensionsOperation,
} from '../contract/extensions.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** What teams ask of the owners of components. Asking or copying twice is doing it once. */
export function extensionCalls(options: ClientOptions) {
  return {
    extensions: (ended?: string) =>
      callAgain(options, listExtensionsOperation, { query: { ended } }),
    askExtension: (body: AskExtensionBody) => callAgain(options, askExtensionOperation, { body }),
    copyExtension: (id: string, name: string) =>
      callAgain(options, copyExtensionOperation, { params: { id }, body: { name } }),
  };
}

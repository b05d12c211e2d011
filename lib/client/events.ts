import { type AppendBody, appendOperation } from '../contract/events.ts';
import { type ClientOptions, callAgain } from './call.ts';

/** With a workflow's key: the same key twice is appended once. */
export function eventCalls(options: ClientOptions) {
  return { appendEvent: (body: AppendBody) => callAgain(options, appendOperation, { body }) };
}

import {
  getWebhookOperation,
  removeWebhookOperation,
  retryWebhookOperation,
  rotateWebhookOperation,
  setWebhookOperation,
  testWebhookOperation,
} from '../contract/webhooks.ts';
import { type ClientOptions, callAgain, callOnce } from './call.ts';

/** Webhooks of workflows. With a person's login. */
export function webhookCalls(options: ClientOptions) {
  return {
    setWebhook: (id: string, url: string) =>
      callOnce(options, setWebhookOperation, { params: { id }, body: { url } }),
    webhook: (id: string) => callAgain(options, getWebhookOperation, { params: { id } }),
    rotateWebhook: (id: string) => callOnce(options, rotateWebhookOperation, { params: { id } }),
    testWebhook: (id: string) => callOnce(options, testWebhookOperation, { params: { id } }),
    removeWebhook: (id: string) => callOnce(options, removeWebhookOperation, { params: { id } }),
    retryWebhook: (id: string, delivery: string) =>
      callOnce(options, retryWebhookOperation, { params: { id, delivery } }),
  };
}

import * as z from 'zod';
import { momentSchema, operation, text } from './operation.ts';

/** In the shape of RFC 8628: the device code stays with the machine, the user code is typed in Slack. */
export const startLoginOperation = operation({
  id: 'startLogin',
  method: 'post',
  path: '/v1/login/device',
  summary: 'Begin a login. Who and what is logged in is decided in Slack, with the user code.',
  who: 'anybody',
  body: z.strictObject({ client: text(100), host: text(253) }),
  answer: z.object({
    device_code: z.string(),
    user_code: z.string(),
    /** Seconds. */
    expires_in: z.int(),
    /** Seconds between two requests for the token, at least. */
    interval: z.int(),
    /** What to type in Slack. */
    confirm: z.string(),
  }),
});

export const fetchLoginOperation = operation({
  id: 'fetchLogin',
  method: 'post',
  path: '/v1/login/token',
  summary:
    'Fetch the token of a login that was confirmed in Slack, once. Until then the problem is "authorization-pending".',
  who: 'anybody',
  body: z.strictObject({ device_code: text(200) }),
  answer: z.object({ person: z.string(), token: z.string(), expires_at: momentSchema }),
});

export const endLoginOperation = operation({
  id: 'endLogin',
  method: 'post',
  path: '/v1/login/end',
  summary: 'Log out: the token that is sent with this opens nothing from then on.',
  who: 'person',
  answer: z.object({ ended: z.literal(true) }),
});

import * as z from 'zod';
import type { DoorAnswer, SlackDoor } from './door.ts';

const eventSchema = z.object({
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  headers: z.record(z.string(), z.string().optional()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * The door behind API Gateway (payload format 2.0) or a function URL. Anything else that invokes the
 * function, a health check or a queue, is answered 400 and does not throw.
 */
export function gatewayHandler(
  door: () => Promise<SlackDoor>,
): (event: unknown, context: unknown) => Promise<GatewayAnswer> {
  return async (event, _context) => {
    const parsed = eventSchema.safeParse(event);
    if (!parsed.success) return { statusCode: 400, headers: {}, body: '' };
    const { requestContext, headers, body, isBase64Encoded } = parsed.data;
    const answer: DoorAnswer = await (await door())({
      method: requestContext.http.method,
      headers: headers ?? null,
      body,
      isBase64Encoded,
    });
    return { statusCode: answer.status, headers: answer.headers, body: answer.body };
  };
}

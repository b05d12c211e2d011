import type { HonoRequest } from 'hono';
import { MOST_BODY_BYTES } from '../contract/service.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { brokenAt } from './json-position.ts';

type BodyRefusal = Refusal<'wrong-content-type' | 'too-large' | 'bad-json'>;
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json(?:\s*;|$)/i;

/** The body as parsed JSON that may be anything; what is too large is refused unread. */
export async function readBody(
  request: HonoRequest,
): Promise<{ kind: 'json'; value: unknown } | BodyRefusal> {
  if (!JSON_TYPE.test(request.header('content-type') ?? '')) {
    return refuse('wrong-content-type', 'Send JSON, with "Content-Type: application/json".');
  }
  if (Number(request.header('content-length') ?? 0) > MOST_BODY_BYTES) return tooLarge();
  const bytes = await collect(request.raw.body);
  if (!bytes) return tooLarge();
  return parse(bytes);
}

function tooLarge(): BodyRefusal {
  return refuse(
    'too-large',
    `The body is larger than ${MOST_BODY_BYTES / 1024} KB. Pass references to large data instead of the data.`,
  );
}

/** All bytes of the stream; undefined as soon as there are too many. */
async function collect(stream: ReadableStream<Uint8Array> | null): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream ?? []) {
    size += part.byteLength;
    if (size > MOST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Bytes that are not UTF-8 would be shown as one thing and run as another: refused. */
function parse(bytes: Buffer): { kind: 'json'; value: unknown } | BodyRefusal {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('bad-json', 'The body is not UTF-8.');
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    const at = brokenAt(text) ?? text.length;
    const line = text.slice(0, at).split('\n').length;
    const place = `position ${at} (line ${line})`;
    return refuse('bad-json', `The body is not JSON: look at ${place}.`, { position: at, line });
  }
}

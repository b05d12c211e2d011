import type { HonoRequest } from 'hono';
import type * as z from 'zod';
import type { BodyOf, Operation, ParamsOf, QueryOf } from '../contract/operation.ts';
import { rulesSchema } from '../core/baseline.ts';
import { readRules } from '../core/baseline-check.ts';
import { issueWords } from '../core/issue-words.ts';
import { manifestFileSchema, readManifest } from '../core/manifest.ts';
import { readReleaseFile, releaseDraftSchema } from '../core/release-draft.ts';
import type { Refusal } from '../core/result.ts';
import { readBody } from './body.ts';
import type { Problems } from './types.ts';

/** What came in, as the operation's schemas left it. */
export interface Input<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
}

/** Reads and validates path, query and body, in this order: the first part with faults names all of its own. */
export async function readInput<O extends Operation>(
  request: HonoRequest,
  operation: O,
): Promise<{ kind: 'input'; input: Input<O> } | Refusal | Problems> {
  const params = check(operation.params, request.param(), 'path');
  if (params.kind === 'problems') return params;
  const query = check(operation.query, request.query(), 'query');
  if (query.kind === 'problems') return query;
  const body = await checkBody(request, operation);
  if (body.kind !== 'checked') return body;
  const input = { params: params.value, query: query.value, body: body.value };
  // The operation's own schemas made these values, which the compiler cannot follow.
  return { kind: 'input', input: input as Input<O> };
}

async function checkBody(request: HonoRequest, operation: Operation) {
  if (!operation.body) return check(undefined, undefined, 'body');
  const read = await readBody(request);
  if (read.kind !== 'json') return read;
  if (operation.body === manifestFileSchema) return checkManifest(read.value);
  if (operation.body === rulesSchema) return checkRules(read.value);
  if (operation.body === releaseDraftSchema) return checkRelease(read.value);
  return check(operation.body, read.value, 'body');
}

/** The manifest's own reader speaks of its fields in its own words. */
function checkManifest(value: unknown): { kind: 'checked'; value: unknown } | Problems {
  const read = readManifest(value);
  if (read.kind === 'manifest') return { kind: 'checked', value: read.manifest };
  return { ...read, why: 'bad-manifest' };
}

/** So does the reader of the platform's rules. */
function checkRules(value: unknown): { kind: 'checked'; value: unknown } | Problems {
  const read = readRules(value);
  if (read.kind === 'rules') return { kind: 'checked', value: read.rules };
  return { ...read, why: 'invalid' };
}

/** And the reader of releases. */
function checkRelease(value: unknown): { kind: 'checked'; value: unknown } | Problems {
  const read = readReleaseFile(value);
  if (read.kind === 'file') return { kind: 'checked', value: read.file };
  return { ...read, why: 'bad-release' };
}

function check(
  schema: z.ZodType | undefined,
  value: unknown,
  whole: string,
): { kind: 'checked'; value: unknown } | Problems {
  if (!schema) return { kind: 'checked', value: undefined };
  const parsed = schema.safeParse(value, { error: issueWords });
  if (parsed.success) return { kind: 'checked', value: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    field: fieldName(issue.path) || whole,
    say: issue.message,
  }));
  return { kind: 'problems', why: 'invalid', problems };
}

/** `drafts[3].title` */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

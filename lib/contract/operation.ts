import * as z from 'zod';

/** Who may call: a person's login, a workflow's key, a login or CI, or anybody without a token. */
type Who = 'anybody' | 'person' | 'workflow' | 'person-or-ci';

/** One thing the API does, as both ends know it. The server validates with it, the document is made from it. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** With `{name}` for each parameter. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
  /** The statuses a success may have; 200 when absent. */
  readonly statuses?: readonly number[];
  /** Media type of a success; `application/json` when absent. */
  readonly type?: 'application/json' | 'application/x-ndjson' | 'application/schema+json';
}

type Part<O, Name extends string> = O extends { readonly [K in Name]: infer S extends z.ZodType }
  ? z.infer<S>
  : undefined;
export type ParamsOf<O extends Operation> = Part<O, 'params'>;
export type QueryOf<O extends Operation> = Part<O, 'query'>;
export type BodyOf<O extends Operation> = Part<O, 'body'>;
export type AnswerOf<O extends Operation> = z.infer<O['answer']>;

/** Checks that it is an operation and keeps its exact type. */
export function operation<const O extends Operation>(one: O): O {
  return one;
}

/** Text of 1 to `most` UTF-16 units. Lone surrogates are refused: they have no canonical form. */
export function text(most: number) {
  return z
    .string()
    .min(1, 'is empty')
    .max(most, `is longer than ${most} characters`)
    .refine((value) => value.isWellFormed(), 'is not valid Unicode (a lone surrogate)');
}

/** An id of ours in a path: anything short, as an unknown one is answered with 404. */
export const idSchema = z.string().min(1).max(100);

/** A moment, UTC with milliseconds. */
export const momentSchema = z.iso.datetime();

/** A whole number in a query, where everything is text. */
export function countSchema(least: number, most?: number) {
  const number = z.coerce.number().int().min(least);
  const bounded = most === undefined ? number : number.max(most);
  // Coercion takes null as well, which a query cannot hold and the document need not show.
  return bounded
    .optional()
    .meta({ type: 'integer', minimum: least, ...(most === undefined ? {} : { maximum: most }) });
}

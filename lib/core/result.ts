/**
 * A rule's "no". `why` is a stable word that tests, API problem types and Slack sentences are
 * chosen by; `say` is one plain sentence with the way out; `facts` feed the sentence's variants.
 */
export interface Refusal<Why extends string = string> {
  readonly kind: 'refused';
  readonly why: Why;
  readonly say: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Makes a refusal; `Refusal` says what each part is for. */
export function refuse<Why extends string>(
  why: Why,
  say: string,
  facts?: Readonly<Record<string, string | number>>,
): Refusal<Why> {
  return facts ? { kind: 'refused', why, say, facts } : { kind: 'refused', why, say };
}

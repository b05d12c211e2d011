import type { AwsRole, Statement } from './credentials.ts';
import { type Refusal, refuse } from './result.ts';

/** STS: "the plaintext that you use for both inline and managed session policies can't exceed 2,048 characters". */
export const MOST_POLICY_CHARACTERS = 2048;

type Why = 'no-template' | 'policy-too-large';

/**
 * "Session policy compiled = scope templates ∩ grant": the statements of these scopes and no others,
 * as text. All of it ends at `until`: STS gives no session shorter than 900 seconds, and a lease may
 * be taken up again within its time.
 */
export function sessionPolicy(
  { scopes: templates }: Pick<AwsRole, 'scopes'>,
  scopes: readonly string[],
  until: string,
): { readonly kind: 'policy'; readonly text: string } | Refusal<Why> {
  const bare = scopes.filter((scope) => !Object.hasOwn(templates, scope));
  if (bare.length > 0) {
    const say = `Nobody has said what ${bare.join(', ')} lets happen at AWS. A platform admin adds it to the connector's credentials: yardmaster credentials set.`;
    return refuse('no-template', say);
  }
  const said = scopes.flatMap((scope) => templates[scope] ?? []).map(written);
  const allowed = [...new Map(said.map((one) => [JSON.stringify(one), one])).values()];
  const Statement = [...allowed, endsAt(until)];
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  if (text.length <= MOST_POLICY_CHARACTERS) return { kind: 'policy', text };
  return refuse('policy-too-large', tooLarge(text.length, scopes));
}

function tooLarge(characters: number, scopes: readonly string[]): string {
  return `Together ${scopes.join(', ')} make a session policy of ${characters} characters, and AWS takes ${MOST_POLICY_CHARACTERS}. Ask for fewer scopes; a platform admin can write shorter statements in the connector's credentials.`;
}

/** Lists of one as a bare text: every character counts. */
function written({ Action, Resource, Condition }: Statement) {
  return {
    Effect: 'Allow',
    Action: bare(Action),
    Resource: bare(Resource),
    ...(Condition ? { Condition: conditions(Condition) } : {}),
  };
}

function conditions(all: NonNullable<Statement['Condition']>) {
  return Object.fromEntries(
    Object.entries(all).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, bare(values)])),
    ]),
  );
}

function bare(said: string | readonly string[]): string | readonly string[] {
  const [only, ...more] = [said].flat();
  return only !== undefined && more.length === 0 ? only : said;
}

function endsAt(until: string) {
  const Condition = { DateGreaterThanEquals: { 'aws:CurrentTime': wholeSeconds(until) } };
  return { Effect: 'Deny', Action: '*', Resource: '*', Condition };
}

/** IAM reads ISO 8601 to the second; the part of a second that is cut ends it earlier. */
function wholeSeconds(at: string): string {
  return at.replace(/\.\d+Z$/, 'Z');
}

import type { Deps } from '../../lib/acts/deps.ts';
import { answerLogin, startLogin } from '../../lib/acts/login.ts';
import { fetchLogin, type LoggedIn } from '../../lib/acts/login-fetch.ts';
import type { PersonKey } from '../../lib/core/people.ts';

export const CLAIM = { client: 'yardmaster command line', host: 'desk-7' };

/** A login of this person, confirmed in Slack and fetched, with the code it was fetched by. */
export async function loggedIn(
  deps: Deps,
  person: PersonKey,
): Promise<LoggedIn & { deviceCode: string }> {
  const { userCode, deviceCode } = await startLogin(deps, CLAIM);
  const answer = await answerLogin(deps, person, userCode, 'confirmed');
  if (answer.kind !== 'answered') throw new Error(answer.say);
  const fetched = await fetchLogin(deps, deviceCode);
  if (fetched.kind !== 'login') throw new Error(fetched.say);
  return { ...fetched, deviceCode };
}

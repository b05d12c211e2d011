import type { Deps, FreshLogin, LoggedInAt } from '../../lib/acts/deps.ts';
import { proposeChange } from '../../lib/acts/settings-change.ts';
import { beginStepUp } from '../../lib/acts/step-up.ts';
import { beginWebLogin, finishWebLogin } from '../../lib/acts/web-login.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { GateRule } from '../../lib/core/manifest.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import type { Refusal } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { ADMIN } from '../kit/people.ts';
import { asked, MANIFEST, registered, stage } from './stage.ts';

export const ISSUER = 'https://login.example.com';

/** What the provider says next; the clock is the tests' own. */
interface SaidNext {
  login: Omit<LoggedInAt, 'at' | 'kind'> | Refusal<'login-refused' | 'provider-unreachable'>;
  /** How old the login is. */
  minutesAgo: number;
}

/** The perfect login: of the colleague, of this moment. */
export const LOGIN = {
  issuer: ISSUER,
  subject: 'sub-colleague',
  email: 'colleague@example.com',
  unverified: false,
};

/** A provider that says what a test wants; how a real one is asked is tested with `lib/oidc`. */
function saying(next: SaidNext, now: () => number): FreshLogin {
  return {
    check: async () => ({ kind: 'found' }),
    begin: async (_, ask) => ({ kind: 'begun', url: `${ISSUER}/auth?state=${ask.state}` }),
    finish: async () => {
      if ('why' in next.login) return next.login;
      const at = new Date(now() - next.minutesAgo * 60_000).toISOString();
      return { kind: 'logged-in', at, ...next.login };
    },
  };
}

export interface StepUpGround {
  readonly deps: TestDeps;
  readonly next: SaidNext;
  /** A request that waits; its gate asks for a fresh login. */
  readonly approval: Approval;
}

/** The sample organisation with a provider set and a request that waits. */
export async function stepUpGround(engine: Parameters<typeof stage>[0]): Promise<StepUpGround> {
  return stepUpOn(await stage(engine));
}

/** The same on a stage that is there already. */
export async function stepUpOn(bare: TestDeps, besides: GateRule = {}): Promise<StepUpGround> {
  const next: SaidNext = { login: LOGIN, minutesAgo: 0 };
  const login = saying(next, () => Date.parse(bare.now()));
  const deps: TestDeps = { ...bare, login };
  await providerSet(deps);
  const gates = { send_external_email: { step_up: true as const, ...besides } };
  const approval = await asked(deps, await registered(deps, { ...MANIFEST, gates }));
  return { deps, next, approval };
}

/** The lone admin's word, which holds at once. */
export async function providerSet(deps: Deps): Promise<void> {
  const provider = { issuer: ISSUER, clientId: 'yardmaster' };
  const outcome = await proposeChange(deps, ADMIN, { about: 'identity-provider', provider });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

/** The token of the link that this person gets. */
export async function tokenFor(
  deps: Deps,
  person: PersonKey,
  { id, digest }: Approval,
  reason = '',
): Promise<string> {
  const wanted = { kind: 'decide' as const, approval: id, digest, choice: 'approve' as const };
  const made = await beginStepUp(deps, person, { ...wanted, reason });
  if (made.kind !== 'link') throw new Error(made.say);
  return made.url.slice(made.url.lastIndexOf('/') + 1);
}

/** There and back in one browser. */
export async function loggedInBy(deps: Deps, token: string | undefined) {
  const begun = await beginWebLogin(deps, token);
  return begun.kind === 'refused' ? begun : finishWebLogin(deps, begun.browser, '?code=1');
}

import { endedWithPerson } from '../core/login.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import { LINK_MINUTES, noLink, PROOF_MINUTES, proved, staleLogin } from '../core/step-up.ts';
import { minutesAfter } from '../core/time.ts';
import { secretKey } from '../store/keys.ts';
import { putFleeting } from '../store/touch.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps, LoggedInAt, LoginSecrets } from './deps.ts';
import { personBehind } from './identity-link.ts';
import { loadProvider } from './identity-provider.ts';
import { loadPerson } from './logins.ts';
import { noteRefusal } from './refusals.ts';
import { hashOf, lookUp, secretItem } from './secrets.ts';
import { loadOrganisation } from './standing.ts';
import { loadStepUp, openLink, stepUpChange } from './step-up.ts';

/** The one address that the provider sends browsers back to. */
export const CALLBACK_PATH = '/step-up/callback';

export interface LoginBegun {
  readonly kind: 'begun';
  /** The provider's page. */
  readonly url: string;
  /** What this browser keeps, and nobody else: without it nothing can be finished. */
  readonly browser: string;
}

/** Sends a browser to log in afresh: for the link it holds, or without one to see what waits. */
export async function beginWebLogin(
  deps: Deps,
  token: string | undefined,
): Promise<LoginBegun | Refusal> {
  const link = token === undefined ? undefined : await openLink(deps, token);
  if (link?.kind === 'refused') return link;
  const loaded = await loadProvider(deps);
  if (loaded.kind === 'refused') return loaded;
  const browser = deps.newSecret();
  const ask = { ...secretsOf(deps, browser), redirectUri: callbackOf(deps) };
  const begun = await deps.login.begin(loaded.provider, ask);
  if (begun.kind === 'refused') return logged(deps, begun);
  const expiresAt = minutesAfter(deps.now(), LINK_MINUTES);
  const kept = { type: 'web-login' as const, stepUp: link?.stepUp.id, expiresAt };
  await putFleeting(deps.store, secretItem(hashOf(deps, browser), kept));
  return { kind: 'begun', url: begun.url, browser };
}

function callbackOf({ settings }: Deps): string {
  return `${settings.baseUrl}${CALLBACK_PATH}`;
}

/** All three from the browser's own secret: nothing of them is kept, and no other browser has them. */
function secretsOf(deps: Deps, browser: string): LoginSecrets {
  const of = (what: string) => hashOf(deps, `${what}\n${browser}`);
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
}

export interface WebSession {
  readonly kind: 'session';
  readonly person: PersonKey;
  /** When the person logged in, as the provider says. */
  readonly at: string;
  /** What the login is for; without it the person sees what waits. */
  readonly stepUp: string | undefined;
}

type Begun = Extract<Secret, { type: 'web-login' }>;
type Finished = (WebSession & { readonly secret: string }) | Refusal;

/**
 * The browser is back. Who logged in is asked of the provider with the browser's own secrets; then
 * one transaction proves what the login was for and opens the session.
 */
export async function finishWebLogin(
  deps: Deps,
  browser: string | undefined,
  query: string,
): Promise<Finished> {
  const begun = browser === undefined ? undefined : await lookUp(deps, browser);
  if (browser === undefined || begun?.type !== 'web-login') return lost();
  const loaded = await loadProvider(deps);
  if (loaded.kind === 'refused') return loaded;
  const said = { ...secretsOf(deps, browser), url: `${callbackOf(deps)}${query}` };
  const login = await deps.login.finish(loaded.provider, said);
  if (login.kind === 'refused') return logged(deps, login);
  const used = secretKey(hashOf(deps, browser));
  const outcome = await openSession(deps, { begun, login, used });
  if (outcome.kind === 'refused') await noteLogin(deps, begun, outcome.why);
  return outcome;
}

function lost(): Refusal<'login-lost'> {
  return refuse(
    'login-lost',
    `This browser began no login in the last ${LINK_MINUTES} minutes, or finished it already. Begin again, in one browser and with cookies allowed.`,
  );
}

/** The provider's own word for what went wrong helps whoever runs this, and nobody else. */
function logged(deps: Deps, refusal: Refusal): Refusal {
  const { why, facts } = refusal;
  deps.log.warn({ why, because: facts?.because ?? '' }, 'a login at the identity provider failed');
  return refusal;
}

async function noteLogin(deps: Deps, begun: Begun, why: string): Promise<void> {
  const about = begun.stepUp ? `step-up/${begun.stepUp}` : 'decide';
  await noteRefusal(deps, { kind: 'system', id: 'login' }, { act: 'log-in', about, why });
}

interface Back {
  readonly begun: Begun;
  readonly login: LoggedInAt;
  /** What the browser kept until now. */
  readonly used: ReturnType<typeof secretKey>;
}

async function openSession(deps: Deps, back: Back): Promise<Finished> {
  const { begun, login } = back;
  const stale = staleLogin(login.at, deps.now());
  if (stale) return stale;
  if (begun.stepUp !== undefined) return proveStepUp(deps, back, begun.stepUp);
  const whose = await personBehind(deps, login);
  if (whose.kind === 'refused') return whose;
  const { item, session } = newSession(deps, { person: whose.person, at: login.at });
  await putFleeting(deps.store, item);
  return session;
}

function newSession(deps: Deps, of: { person: PersonKey; at: string; stepUp?: string }) {
  const secret = deps.newSecret();
  const now = deps.now();
  const [earlier = now] = [of.at, now].sort();
  const expiresAt = minutesAfter(earlier, PROOF_MINUTES);
  const item = secretItem(hashOf(deps, secret), { type: 'web-session', ...of, expiresAt });
  return { item, session: { kind: 'session' as const, ...of, stepUp: of.stepUp, secret } };
}

async function proveStepUp(deps: Deps, back: Back, id: string): Promise<Finished> {
  const asked = await loadStepUp(deps, id);
  if (!asked) return noLink();
  const whose = await personBehind(deps, back.login, asked.state.person);
  // Somebody else's login ends the link, however it came to be known that it is somebody else's.
  if (whose.kind === 'refused' && whose.why !== 'other-person') return whose;
  const person = whose.kind === 'person' ? whose.person : undefined;
  return attempt(deps, async (): Promise<Step<Finished>> => {
    const head = await loadStepUp(deps, id);
    if (!head) return done<Finished>(noLink());
    const now = deps.now();
    const outcome = proved(head.state, { person, at: back.login.at }, now);
    if (outcome.kind === 'refused') {
      if (outcome.why !== 'other-person') return done<Finished>(outcome);
      const refused = { ...head.state, refusedAt: now };
      const change = stepUpChange(deps, head, refused, 'refused');
      return { kind: 'write', value: outcome, write: { changes: [change], deletes: [back.used] } };
    }
    const { stepUp } = outcome;
    const of = { person: stepUp.person, at: back.login.at, stepUp: id };
    const { item, session } = newSession(deps, of);
    return {
      kind: 'write',
      value: session,
      write: {
        changes: [stepUpChange(deps, head, stepUp, 'proved')],
        creates: [item],
        deletes: [back.used],
      },
    };
  });
}

/** Who is behind a browser's session, for the five minutes that it holds. */
export async function webSession(
  deps: Deps,
  secret: string | undefined,
): Promise<WebSession | undefined> {
  const found = secret === undefined ? undefined : await lookUp(deps, secret);
  if (found?.type !== 'web-session') return undefined;
  const [head, organisation] = await Promise.all([
    loadPerson(deps, found.person),
    loadOrganisation(deps),
  ]);
  const over = [head?.state, organisation].some((one) => endedWithPerson(one, found.at));
  const { person, at, stepUp } = found;
  return over ? undefined : { kind: 'session', person, at, stepUp };
}

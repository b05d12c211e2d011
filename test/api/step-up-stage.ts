import { onTestFinished } from 'vitest';
import { askApproval, type Call } from '../../lib/acts/ask.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { proposeChange } from '../../lib/acts/settings-change.ts';
import { beginStepUp } from '../../lib/acts/step-up.ts';
import { createApi } from '../../lib/api/app.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { PersonKey } from '../../lib/core/people.ts';
import { refuse } from '../../lib/core/result.ts';
import { serve } from '../../lib/local/serve.ts';
import { CALL, MANIFEST, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import type { TestEngine } from '../kit/engine.ts';
import { type Account, CLIENT, type TestProvider, testProvider } from '../kit/identity-provider.ts';
import { ADMIN, COLLEAGUE } from '../kit/people.ts';
import { onwardOf, type Seen, type WebBrowser } from '../kit/web-browser.ts';

export const COLLEAGUE_ACCOUNT: Account = {
  sub: 'sub-colleague',
  email: 'colleague@example.com',
  email_verified: true,
};
export const OTHER_ACCOUNT: Account = {
  sub: 'sub-sales',
  email: 'sales-lead@example.com',
  email_verified: true,
};

export interface StepUpStage {
  readonly deps: TestDeps;
  /** Where people's browsers go. */
  readonly url: string;
  readonly provider: TestProvider;
  /** An approval that waits, whose gate asks for a fresh login. */
  readonly approval: Approval;
  /** Slack answers nothing about people from now on, or does again. */
  readonly slackIsDown: (down: boolean) => void;
}

interface Options {
  readonly secret?: string;
  /** Whether the gate asks for a fresh login. */
  readonly stepUp?: boolean;
  readonly page?: readonly Account[];
  /** What the agent asks for, on top of a perfect call. */
  readonly call?: Partial<Call>;
}

/** The API at a port of its own, a real provider set in the settings, and an approval that waits. */
export async function stepUpStage(
  engine: TestEngine,
  { secret, stepUp = true, page, call }: Options = {},
): Promise<StepUpStage> {
  const own: { url: string; down: boolean } = { url: '', down: false };
  const base = await stage(engine);
  const deps: TestDeps = {
    ...base,
    // Logins are of this very moment, so the clock is the real one.
    now: () => new Date().toISOString(),
    people: {
      fresh: async (person) =>
        own.down ? refuse('lookup-failed', 'Slack is silent.') : base.people.fresh(person),
    },
    directory: {
      ...base.directory,
      byEmail: async (address) =>
        own.down ? refuse('lookup-failed', 'Slack is silent.') : base.directory.byEmail(address),
    },
    settings: {
      ...base.settings,
      get baseUrl() {
        return own.url;
      },
    },
  };
  const server = await serve(createApi(deps), undefined, 0);
  onTestFinished(server.close);
  own.url = server.url;
  const provider = await testProvider({
    redirectUri: `${server.url}/step-up/callback`,
    ...(secret ? { secret } : {}),
    ...(page ? { page } : {}),
  });
  await providerSet(deps, provider.issuer);
  const gates = { send_external_email: { step_up: true as const } };
  const workflow = await registered(deps, { ...MANIFEST, ...(stepUp ? { gates } : {}) });
  const asked = await askApproval(deps, workflow, { ...CALL, ...call });
  if (asked.kind !== 'asked') throw new Error(asked.say);
  const slackIsDown = (down: boolean) => {
    own.down = down;
  };
  return { deps, url: server.url, provider, approval: asked.approval, slackIsDown };
}

/** The lone admin sets it, which holds at once. */
async function providerSet(deps: Deps, issuer: string): Promise<void> {
  const wanted = { about: 'identity-provider' as const, provider: { issuer, clientId: CLIENT } };
  const outcome = await proposeChange(deps, ADMIN, wanted);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

/** The one-time link that the colleague gets for approving what waits. */
export async function linkFor(
  { deps, approval }: StepUpStage,
  person: PersonKey = COLLEAGUE,
): Promise<string> {
  const { id, digest } = approval;
  const wanted = { kind: 'decide' as const, approval: id, digest, choice: 'approve' as const };
  const made = await beginStepUp(deps, person, { ...wanted, reason: '' });
  if (made.kind !== 'link') throw new Error(made.say);
  return made.url;
}

/** Presses the button on the link's page and goes through the provider to wherever it ends. */
export async function logIn(browser: WebBrowser, link: string): Promise<Seen> {
  const sent = await browser.send(link);
  const onward = onwardOf(sent);
  return onward ? browser.open(onward) : sent;
}

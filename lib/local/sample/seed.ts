import type { Deps } from '../../acts/deps.ts';
import { publishDraft } from '../../acts/import.ts';
import { answerLogin, startLogin } from '../../acts/login.ts';
import { fetchLogin } from '../../acts/login-fetch.ts';
import { registerManifest } from '../../acts/register.ts';
import { setUp } from '../../acts/set-up.ts';
import { sampleCatalog } from './catalog.ts';
import { keyOf, ORGANISATION, PEOPLE, type SamplePerson, TEAMS } from './organisation.ts';

const ACTOR = { kind: 'system' as const, id: 'sample' };

/** A workflow that runs already, so that the first request meets a near-duplicate. */
const RUNNING = {
  workflow: 'sales-follow-up-mails',
  owner: 'team-sales',
  uses: [
    { plugin: 'reply-drafter', version: '3.1.x' },
    { connector: 'crm-readonly', version: '1.4.0' },
  ],
  purpose: 'Draft replies to prospects who answered a sales mail',
  review_required_actions: ['send_external_email'],
};

/** Sets up the sample organisation, its catalog and one running workflow; all of it once. */
export async function seedSample(deps: Deps): Promise<void> {
  await setUp(deps, ORGANISATION, TEAMS);
  for (const { draft, team, visibility, placed } of sampleCatalog()) {
    const context = { team, visibility, sha: deps.sha };
    const decision = await publishDraft(deps, draft, { actor: ACTOR, placed, context });
    if (decision.kind === 'refused') throw new Error(`sample catalog: ${decision.say}`);
  }
  const running = await registerManifest(deps, keyOf(PEOPLE.salesLead), RUNNING, 'repo');
  if (running.kind === 'problems') throw new Error('the sample workflow does not register');
}

/** Logins of the sample people of this organisation, by handle, for the command line on this machine. */
export async function sampleLogins(deps: Deps): Promise<Record<string, string>> {
  const logins: Record<string, string> = {};
  for (const someone of Object.values(PEOPLE)) {
    const token = await loginOf(deps, someone);
    if (token) logins[someone.handle] = token;
  }
  return logins;
}

/** Undefined for people of another organisation: they cannot log in. */
async function loginOf(deps: Deps, someone: SamplePerson): Promise<string | undefined> {
  const claim = { client: 'yardmaster start', host: 'this machine' };
  const started = await startLogin(deps, claim);
  const answer = await answerLogin(deps, keyOf(someone), started.userCode, 'confirmed');
  if (answer.kind === 'refused') return undefined;
  const fetched = await fetchLogin(deps, started.deviceCode);
  return fetched.kind === 'login' ? fetched.token : undefined;
}

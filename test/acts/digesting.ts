import { carryCampaign } from '../../lib/acts/campaign-carry.ts';
import { sendDigest } from '../../lib/acts/digest-send.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { OWNER } from '../kit/people.ts';
import { published, sent } from './campaigning.ts';
import { MANIFEST, unsent } from './stage.ts';

/** The line that is told of in most tests. */
export const KEY = { campaign: 'cmp_1', workflow: 'reply-bot' };
export const DAY = 24 * 60;

/** `reply-bot`, whose manifest lives here, so that one button moves it. */
export async function atHome(deps: TestDeps): Promise<Workflow> {
  const outcome = await registerManifest(deps, OWNER, MANIFEST, 'slack');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  return outcome.workflow;
}

/** A campaign that everybody was told of, and whose digests are due on Tuesday at ten. */
export async function filled(deps: TestDeps): Promise<void> {
  await published(deps);
  await atHome(deps);
  await sent(deps);
  await carryCampaign(deps, 'cmp_1');
}

/** The same on Tuesday, the owner's digest written. */
export async function sentTo(deps: TestDeps, holder = OWNER): Promise<void> {
  await filled(deps);
  deps.pass(DAY);
  await sendDigest(deps, holder);
}

/** What of the digests is still to be sent. */
export async function digests(deps: TestDeps) {
  return (await unsent(deps)).filter((row) => row.what === 'digest');
}

/** The owner moves on by themselves. */
export async function movedOn(deps: TestDeps): Promise<void> {
  const uses = MANIFEST.uses.map((use) =>
    'connector' in use ? { connector: 'crm-readonly', version: '2.0.x' } : use,
  );
  const outcome = await registerManifest(deps, OWNER, { ...MANIFEST, uses }, 'slack');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
}

import type { Campaign } from '../core/campaign.ts';
import type { Digest, LineKey } from '../core/digest.ts';
import {
  type Answering,
  helpNudge,
  type NudgeAnswer,
  type NudgeAnswered,
  passNudge,
  planNudge,
  snoozeNudge,
} from '../core/nudge-answer.ts';
import { cadenceOf } from '../core/nudge-cadence.ts';
import { type Organisation, type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { dateIn } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Telling } from '../store/outbox.ts';
import { attempt, done, type Step } from './attempt.ts';
import { loadCampaign, noCampaign } from './campaign-store.ts';
import type { Deps } from './deps.ts';
import { passedOn } from './digest-pass.ts';
import { shows } from './digest-send.ts';
import { digestStep, loadAnswer, loadDigest, nudgeSubject, tellDigest } from './digest-store.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

/** What somebody says to one line of a digest. `day`: YYYY-MM-DD. */
export type Says =
  | { readonly says: 'plan'; readonly day: string }
  | { readonly says: 'snooze' | 'not-mine' | 'help' };

export interface Answered {
  readonly kind: 'answered' | 'unchanged';
  readonly answer: NudgeAnswer;
  readonly campaign: Campaign;
  /** Who is told instead, or that nobody but the platform is left. */
  readonly next?: PersonKey | undefined;
}

/** Everything an answer is decided on. */
export interface AnswerGround {
  readonly kind: 'ground';
  readonly campaign: Campaign;
  readonly workflow: Workflow;
  readonly organisation: Organisation;
}

/** Whether this person may answer for that line: before a form asks, and again when it is sent. */
export async function mayAnswerNudge(
  deps: Deps,
  by: PersonKey,
  line: LineKey,
): Promise<
  AnswerGround | Refusal<'no-campaign' | 'no-workflow' | 'not-allowed' | 'nothing-to-answer'>
> {
  const [head, workflow] = await Promise.all([
    loadCampaign(deps, line.campaign),
    loadWorkflow(deps, line.workflow),
  ]);
  if (!head) return noCampaign(line.campaign);
  if (!workflow) return noWorkflow(line.workflow);
  const standing = await standingTo(deps, workflow.state);
  const refusal = mayNot('answer-nudge', by, standing);
  if (refusal) return refusal;
  if (workflow.state.status === 'retired') {
    return refuse('nothing-to-answer', `${line.workflow} is retired. Nothing is left to do.`);
  }
  const { organisation } = standing;
  return { kind: 'ground', campaign: head.state, workflow: workflow.state, organisation };
}

/**
 * One answer to one line: it acts once, whoever presses how often, and the message of whoever pressed is
 * drawn anew in the same transaction.
 */
export async function answerNudge(
  deps: Deps,
  by: PersonKey,
  line: LineKey,
  says: Says,
): Promise<Answered | Refusal> {
  return attempt(deps, async (): Promise<Step<Answered | Refusal>> => {
    const ground = await mayAnswerNudge(deps, by, line);
    if (ground.kind === 'refused') return done(ground);
    const { campaign, workflow } = ground;
    const head = await loadAnswer(deps, line);
    const answering = { campaign, workflow: workflow.id, before: head?.state, by, at: deps.now() };
    const outcome = decide(answering, ground, says);
    if (outcome.kind === 'refused') return done(outcome);
    const { kind, answer } = outcome;
    if (kind === 'unchanged') return done({ kind, answer, campaign });
    const passed = says.says === 'not-mine' ? await passedOn(deps, ground, answer) : undefined;
    const data = { said: answer.said, ...dataOf(answer) };
    const actor = { kind: 'person' as const, id: by };
    const first: Change = {
      subject: nudgeSubject(line),
      from: head?.chain,
      state: answer,
      event: { kind: 'nudge.answered', actor, at: deps.now(), data },
    };
    const own = passed?.holder === by ? undefined : await redrawn(deps, by, line);
    return {
      kind: 'write',
      value: { kind, answer, campaign, next: passed?.holder },
      write: {
        changes: [first, ...(own ? [own.change] : []), ...(passed?.changes ?? [])],
        tell: [...(own?.tell ?? []), ...(says.says === 'help' ? tellHelper(campaign, answer) : [])],
      },
    };
  });
}

function decide(answering: Answering, { organisation }: AnswerGround, says: Says): NudgeAnswered {
  const { timeZone } = organisation;
  switch (says.says) {
    case 'plan': {
      const today = dateIn(answering.at, timeZone);
      return planNudge(answering, says.day, { today, timeZone });
    }
    case 'snooze':
      return snoozeNudge(answering, cadenceOf(organisation));
    case 'not-mine':
      return passNudge(answering);
    case 'help':
      return helpNudge(answering);
  }
}

function dataOf({ quietUntil, snoozes, plan }: NudgeAnswer) {
  return {
    snoozes,
    ...(quietUntil === undefined ? {} : { quietUntil }),
    ...(plan ? { planned: plan.day } : {}),
  };
}

const HELP = 'nudge-help/';

/** The helper hears of it once for each who asks: `nudge-help/<campaign>/<workflow>/<who asks>`. */
function tellHelper({ id, helper }: Campaign, { workflow, by }: NudgeAnswer): Telling[] {
  const subject = `${HELP}${id}/${workflow}/${by}`;
  return [{ what: 'nudge-help', subject, place: slackUserId(helper) }];
}

/** What such a message is about. */
export function readHelpSubject(
  subject: string,
): (LineKey & { readonly by: PersonKey }) | undefined {
  const [, campaign, workflow, by] =
    /^nudge-help\/([^/]+)\/([^/]+)\/([^/]+\/[^/]+)$/.exec(subject) ?? [];
  return campaign && workflow && by ? { campaign, workflow, by } : undefined;
}

interface Redrawn {
  readonly change: Change;
  readonly tell: readonly Telling[];
}

/** The reader's last message drawn anew, where it shows that line. */
async function redrawn(deps: Deps, holder: PersonKey, line: LineKey): Promise<Redrawn | undefined> {
  const head = await loadDigest(deps, holder);
  if (!head || !shows(head.state, line)) return undefined;
  const digest: Digest = head.state;
  const actor = { kind: 'person' as const, id: holder };
  const change = digestStep(deps, digest, head, {
    kind: 'digest.redrawn',
    actor,
    data: { ...line },
  });
  return { change, tell: tellDigest(digest, 'interactive') };
}

/** After something that is no answer, an upgrade say, was done about a line. */
export async function redrawDigest(deps: Deps, holder: PersonKey, line: LineKey): Promise<void> {
  await attempt(deps, async (): Promise<Step<void>> => {
    const one = await redrawn(deps, holder, line);
    if (!one) return done(undefined);
    const { change, tell } = one;
    return { kind: 'write', value: undefined, write: { changes: [change], tell } };
  });
}

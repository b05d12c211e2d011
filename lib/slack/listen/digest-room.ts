import type { Deps } from '../../acts/deps.ts';
import {
  type Answered,
  answerNudge,
  mayAnswerNudge,
  redrawDigest,
} from '../../acts/digest-answer.ts';
import { seeLines } from '../../acts/digest-lines.ts';
import { loadWorkflow, noWorkflow, standingTo } from '../../acts/standing.ts';
import { takeUpgrades } from '../../acts/upgrade.ts';
import { type LineKey, takes } from '../../core/digest.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { mayNot } from '../../core/roles.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { planForm, readValue } from '../views/digest.ts';
import { NUDGE } from '../views/digest-ids.ts';
import { OLD_BUTTON, OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { dayWords, mention, safe, when } from '../views/text.ts';
import { changedReplies } from './changed.ts';

type Press = (deps: Deps, by: PersonKey, line: LineKey) => Promise<Reply[]>;

/** A button of a line. */
function onLine(press: Press) {
  return async (deps: Deps, { by, value }: PressAt): Promise<Reply[]> => {
    const line = readValue(value);
    return line ? press(deps, by, line) : say(sayMessage(OLD_BUTTON));
  };
}

/** "Upgrade (does it where the baseline allows: new revision, locked, audited; repo home gives the patch)". */
async function pressUpgrade(deps: Deps, by: PersonKey, line: LineKey): Promise<Reply[]> {
  const head = await loadWorkflow(deps, line.workflow);
  if (!head) return sayRefusal(noWorkflow(line.workflow));
  const refusal = mayNot('edit-workflow', by, await standingTo(deps, head.state));
  if (refusal) return sayRefusal(refusal);
  const [seen] = await seeLines(deps, [line]);
  const version = seen?.kind === 'open' ? takes(seen.line) : undefined;
  if (seen?.kind !== 'open' || version === undefined) {
    await redrawDigest(deps, by, line);
    return say(sayMessage(`Nothing is left to upgrade for *${safe(line.workflow, 80)}*.`));
  }
  const { component } = seen.line;
  const outcome = await takeUpgrades(deps, {
    by,
    id: line.workflow,
    take: [{ component, version }],
  });
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  if (outcome.kind === 'problems') {
    const problems = outcome.problems.map((one) => one.say).join(' ');
    return say(sayMessage(`It cannot be upgraded by a button: ${safe(problems, 1500)}`));
  }
  await redrawDigest(deps, by, line);
  const replies = await changedReplies(deps, by, outcome, 'Upgrade AI workflow');
  return replies.map((one) => (one.kind === 'replace' ? { ...one, kind: 'open' } : one));
}

async function pressPlan(deps: Deps, by: PersonKey, line: LineKey): Promise<Reply[]> {
  const may = await mayAnswerNudge(deps, by, line);
  return may.kind === 'refused' ? sayRefusal(may) : open(planForm(line, may.campaign));
}

async function submitPlan(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const line = readValue(metadata);
  if (!line) return replace(sayModal(OLD_VIEW));
  const day = fields.text(NUDGE.day);
  if (day === '') return fieldErrors({ [NUDGE.day]: 'Choose a day.' });
  const outcome = await answerNudge(deps, by, line, { says: 'plan', day });
  if (outcome.kind !== 'refused') return replace(sayModal(saidOf(outcome)));
  if (outcome.why === 'bad-day') return fieldErrors({ [NUDGE.day]: outcome.say });
  return replace(refusalModal(outcome));
}

function pressAnswer(says: 'snooze' | 'not-mine' | 'help'): Press {
  return async (deps, by, line) => sayAnswer(await answerNudge(deps, by, line, { says }));
}

function sayAnswer(outcome: Answered | Refusal): Reply[] {
  return outcome.kind === 'refused' ? sayRefusal(outcome) : say(sayMessage(saidOf(outcome)));
}

/** What became of it, for the person alone. */
function saidOf({ answer, campaign, next }: Answered): string {
  const name = `*${safe(answer.workflow, 80)}*`;
  switch (answer.said) {
    case 'planned':
      return `Planned: ${name} moves on ${dayWords(answer.plan?.day ?? campaign.stopsOn)}. You hear no more of it until then.`;
    case 'snoozed':
      return `Quiet about ${name} until ${when(answer.quietUntil ?? answer.at)}.`;
    case 'help':
      return `${mention(campaign.helper)} helps with this, and was told that ${name} is stuck.`;
    case 'not-mine':
      return next === undefined
        ? `You hear no more of ${name}. Nobody is left to ask, so it stays on the campaign’s card.`
        : `You hear no more of ${name}. Whoever comes next finds it in their next message.`;
  }
}

/** The buttons of a digest: "each acts once and refreshes the digest in place". */
export const digestRoom: Room = {
  presses: {
    [NUDGE.upgrade]: onLine(pressUpgrade),
    [NUDGE.plan]: onLine(pressPlan),
    [NUDGE.snooze]: onLine(pressAnswer('snooze')),
    [NUDGE.help]: onLine(pressAnswer('help')),
    [NUDGE.notMine]: onLine(pressAnswer('not-mine')),
  },
  forms: { [NUDGE.planned]: submitPlan },
};

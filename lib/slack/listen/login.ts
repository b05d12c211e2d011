import * as z from 'zod';
import { noticeDeparture } from '../../acts/departure-carry.ts';
import type { Deps } from '../../acts/deps.ts';
import { answerLogin, askedLogin } from '../../acts/login.ts';
import { endAllLogins } from '../../acts/logins.ts';
import { mayNotHere } from '../../acts/standing.ts';
import type { PersonKey } from '../../core/people.ts';
import { normaliseCode } from '../../core/secret.ts';
import { keyOf } from '../read/from.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, WordAt } from '../room.ts';
import { answeredLoginModal, confirmLoginModal, LOGIN, loginCodeModal } from '../views/login.ts';
import { refusalModal } from '../views/refusal.ts';

/** `login ABCD-EFGH-JKMN`: shows which machine asks. Without a code: asks for it. */
export async function typeLogin(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  if (rest === '') return askForCode(deps, by);
  const asked = await askedLogin(deps, by, rest);
  if (asked.kind === 'refused') return sayRefusal(asked);
  return open(confirmLoginModal(asked.asked, normaliseCode(rest)));
}

/** The menu's button. */
export async function askForCode(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ? sayRefusal(refusal) : open(loginCodeModal());
}

export async function submitLoginCode(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const typed = fields.text(LOGIN.field);
  const asked = await askedLogin(deps, by, typed);
  if (asked.kind === 'refused') return fieldErrors({ [LOGIN.field]: asked.say });
  return replace(confirmLoginModal(asked.asked, normaliseCode(typed)));
}

/** Confirm. The code was typed by this person; the token goes to whoever has the other code. */
export async function confirmLogin(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const outcome = await answerLogin(deps, by, metadata, 'confirmed');
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(answeredLoginModal(outcome.choice, deps.settings.command));
}

export async function denyLogin(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await answerLogin(deps, by, value, 'denied');
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  return replace(answeredLoginModal(outcome.choice, deps.settings.command));
}

const userChangeSchema = z.object({
  team_id: z.string().optional(),
  event: z.object({
    user: z.object({
      id: z.string(),
      team_id: z.string().optional(),
      deleted: z.boolean().default(false),
      enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
    }),
  }),
});

/** "Slack event `user_change` with deleted → all the person's logins end at once", and what they own has no owner. */
export async function userChanged(deps: Deps, body: unknown): Promise<void> {
  const parsed = userChangeSchema.safeParse(body).data;
  if (!parsed?.event.user.deleted) return;
  const { user } = parsed.event;
  const teamId = user.team_id ?? parsed.team_id ?? '';
  const enterpriseId = user.enterprise_user?.enterprise_id;
  const person = keyOf({ userId: user.id, teamId, enterpriseId });
  if (!person) return;
  await endAllLogins(deps, person);
  // What they own is asked about at the next sweep, which asks Slack itself.
  await noticeDeparture(deps, person);
}

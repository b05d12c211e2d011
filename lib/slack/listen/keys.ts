import type { Deps } from '../../acts/deps.ts';
import { createIdentity, loadIdentity, mayNotIssue, noIdentity } from '../../acts/identities.ts';
import { takeKeyCode } from '../../acts/key-codes.ts';
import { revokeCiKey, revokeKey, takeCiCode } from '../../acts/keys.ts';
import { keysFor, keysOf } from '../../acts/keys-shown.ts';
import { endLogin } from '../../acts/logins.ts';
import type { PersonKey } from '../../core/people.ts';
import { refuse } from '../../core/result.ts';
import { overlapSchema } from '../../core/rotation.ts';
import { keysInForce } from '../../core/workflow.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, WordAt } from '../room.ts';
import { NEW_CI, newCiModal, ROTATE, rotateModal } from '../views/key-forms.ts';
import { keysModal } from '../views/keys.ts';
import { refusalModal } from '../views/refusal.ts';
import { codeModal } from '../views/result-modal.ts';

/** `keys`: mine; `keys <workflow>`: that one's, for who may revoke them. */
export async function typeKeys(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  const { command } = deps.settings;
  const id = rest.split(/\s/)[0]?.replace(/^workflow\//, '') ?? '';
  const seen = id === '' ? await keysFor(deps, by) : await keysOf(deps, by, id);
  if (seen.kind === 'refused') return sayRefusal(seen);
  return open(keysModal({ ...seen, only: id !== '' }, command));
}

/** The list anew, after something in it was changed: all of mine, or the one that is not mine. */
async function anew(deps: Deps, by: PersonKey, workflow?: string): Promise<Reply[]> {
  const { command } = deps.settings;
  const mine = await keysFor(deps, by);
  if (mine.kind === 'refused') return sayRefusal(mine);
  const kept = !workflow || mine.workflows.some((one) => one.it.id === workflow);
  if (kept) return replace(keysModal(mine, command));
  const one = await keysOf(deps, by, workflow);
  return one.kind === 'refused'
    ? sayRefusal(one)
    : replace(keysModal({ ...one, only: true }, command));
}

/** `<workflow or identity>|<key>` */
function readPair(value: string): { of: string; key: string } {
  const [of = '', key = ''] = value.split('|');
  return { of, key };
}

export async function pressRevoke(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const { of, key } = readPair(value);
  const outcome = await revokeKey(deps, by, of, key);
  return outcome.kind === 'refused' ? sayRefusal(outcome) : anew(deps, by, of);
}

export async function pressRevokeCi(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const { of, key } = readPair(value);
  const outcome = await revokeCiKey(deps, by, of, key);
  return outcome.kind === 'refused' ? sayRefusal(outcome) : anew(deps, by);
}

export async function pressEndLogin(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await endLogin(deps, by, value, 'ended-in-slack');
  return outcome.kind === 'refused' ? sayRefusal(outcome) : anew(deps, by);
}

/** Rotate, or the first key of a CI identity. */
export async function pressCiCode(deps: Deps, { by, value: id }: PressAt): Promise<Reply[]> {
  const head = await loadIdentity(deps, id);
  if (!head) return sayRefusal(noIdentity(id));
  const refusal = await mayNotIssue(deps, by, head.state.team);
  if (refusal) return sayRefusal(refusal);
  if (keysInForce(head.state.keys, deps.now()).length > 0) {
    return open(rotateModal(`identity/${id}`));
  }
  const given = await takeCiCode(deps, by, id);
  if (given.kind === 'refused') return sayRefusal(given);
  return open(codeModal(given.code, given.minutes, 'ci'));
}

/** When the older keys stop was chosen: the code. */
export async function submitRotate(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const overlap = overlapSchema.safeParse(fields.text(ROTATE.overlap)).data;
  if (!overlap) return fieldErrors({ [ROTATE.overlap]: 'Choose one of these.' });
  const [kind, id = ''] = metadata.split('/');
  const what = kind === 'identity' ? 'ci' : 'key';
  const take = kind === 'identity' ? takeCiCode : takeKeyCode;
  const given = await take(deps, by, id, overlap);
  if (given.kind === 'refused') return replace(refusalModal(given));
  return replace(codeModal(given.code, given.minutes, what, overlap));
}

export async function pressNewCi(deps: Deps, { by }: PressAt): Promise<Reply[]> {
  const seen = await keysFor(deps, by);
  if (seen.kind === 'refused') return sayRefusal(seen);
  if (seen.ciTeams.length > 0) return open(newCiModal(seen.ciTeams));
  return sayRefusal(
    refuse('not-allowed', "Only a team's lead or a platform admin can do this. You lead no team."),
  );
}

/** Created, with the code for its first key. */
export async function submitNewCi(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const id = fields.text(NEW_CI.id);
  const created = await createIdentity(deps, by, { id, team: fields.text(NEW_CI.team) });
  if (created.kind === 'refused') {
    const field = created.why === 'bad-name' || created.why === 'name-taken' ? 'id' : 'team';
    return fieldErrors({ [NEW_CI[field]]: created.say });
  }
  const given = await takeCiCode(deps, by, id);
  if (given.kind === 'refused') return replace(refusalModal(given));
  return replace(codeModal(given.code, given.minutes, 'ci'));
}

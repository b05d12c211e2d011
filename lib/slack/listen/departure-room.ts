import {
  mayNameOwner,
  nameOwner,
  type OrphanAt,
  orphansFor,
  refuseOrphan,
  takeWorkflow,
} from '../../acts/departure.ts';
import { previewAll, takeAll } from '../../acts/departure-all.ts';
import type { Deps } from '../../acts/deps.ts';
import { count } from '../../core/count.ts';
import { organisationOf, personKeySchema } from '../../core/people.ts';
import { fieldErrors, open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room } from '../room.ts';
import { DEPARTURE, departurePart, nameOwnerForm, takeAllForm } from '../views/departure.ts';
import { OLD_BUTTON, OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { mention, safe } from '../views/text.ts';

/** Workflows whose owner left: whoever is asked takes them, names somebody, or passes. */
export const departureRoom: Room = {
  presses: {
    [DEPARTURE.take]: pressTake,
    [DEPARTURE.notMine]: pressNotMine,
    [DEPARTURE.name]: pressName,
    [DEPARTURE.all]: pressAll,
  },
  forms: { [DEPARTURE.form]: submitNamed, [DEPARTURE.allForm]: submitAll },
  home: async (deps, by) => departurePart(await orphansFor(deps, by), deps.settings.command),
};

function readAt(value: string): OrphanAt | undefined {
  const [text = '', workflow = ''] = value.split('|');
  const person = personKeySchema.safeParse(text).data;
  return person === undefined ? undefined : { person, workflow };
}

async function pressTake(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const at = readAt(value);
  if (!at) return say(sayMessage(OLD_BUTTON));
  const outcome = await takeWorkflow(deps, by, at);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  const text = `*${safe(at.workflow, 80)} is yours now.* Where its manifest is in a repository, name yourself there as \`owner_person\`.`;
  return say(sayMessage(text));
}

async function pressNotMine(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const at = readAt(value);
  if (!at) return say(sayMessage(OLD_BUTTON));
  const outcome = await refuseOrphan(deps, by, at);
  return outcome.kind === 'refused' ? sayRefusal(outcome) : [];
}

async function pressName(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const at = readAt(value);
  if (!at) return say(sayMessage(OLD_BUTTON));
  const may = await mayNameOwner(deps, by, at);
  return may.kind === 'refused' ? sayRefusal(may) : open(nameOwnerForm(at.workflow, value));
}

/** Refusals that are about the person who was chosen. */
const UNFIT: ReadonlySet<string> = new Set([
  'not-member',
  'outside',
  'deactivated',
  'bot',
  'guest',
]);

async function submitNamed(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const at = readAt(metadata);
  if (!at) return replace(sayModal(OLD_VIEW));
  const id = fields.text(DEPARTURE.to);
  if (id === '') return fieldErrors({ [DEPARTURE.to]: 'Choose somebody.' });
  const to = `${organisationOf(by)}/${id}`;
  const outcome = await nameOwner(deps, by, at, to);
  if (outcome.kind === 'answered') {
    return replace(sayModal(`*Asked.* ${mention(to)} gets a message and can take it.`));
  }
  return UNFIT.has(outcome.why)
    ? fieldErrors({ [DEPARTURE.to]: outcome.say })
    : replace(refusalModal(outcome));
}

/** Everything that this person is asked about, in one form. */
async function pressAll(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const all = await previewAll(deps, by, value);
  return all.kind === 'refused' ? sayRefusal(all) : open(takeAllForm(value, all.ids));
}

async function submitAll(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const outcome = await takeAll(deps, by, metadata);
  if (outcome.kind === 'refused') return replace(refusalModal(outcome));
  const n = count(outcome.ids.length, 'AI workflow');
  return replace(sayModal(`*${n} become yours within minutes.* Your message shows how far it is.`));
}

import type { Deps } from '../../acts/deps.ts';
import { loadOwned } from '../../acts/promotion-store.ts';
import { renameComponent } from '../../acts/rename-component.ts';
import { loadOrganisation } from '../../acts/standing.ts';
import {
  answerTransfer,
  offerTransfer,
  otherTeams,
  type TransferAnswer,
  transfersFor,
} from '../../acts/transfer.ts';
import { refuse } from '../../core/result.ts';
import { mayNot } from '../../core/roles.ts';
import {
  fieldErrors,
  HOME_ANEW,
  open,
  type Reply,
  type RoomReply,
  replace,
  say,
  sayRefusal,
} from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { safe } from '../views/text.ts';
import {
  offerForm,
  renameComponentForm,
  TRANSFER,
  TRANSFER_FIELD,
  transfersPart,
} from '../views/transfer.ts';

const COMPONENT = /^[a-z]+\/[a-z0-9._-]{1,100}$/;

/** `/yard transfer plugin/reply-drafter`: to which team is asked. */
async function typeTransfer(deps: Deps, at: WordAt): Promise<Reply[]> {
  const known = await ownedBy(deps, at, 'transfer');
  if (known.kind === 'replies') return known.replies;
  const { owned } = known;
  const teams = await otherTeams(deps, owned.team);
  if (teams.length === 0) {
    return sayRefusal(refuse('no-team', 'There is no other team to give it to.'));
  }
  return open(offerForm(at.rest, teams));
}

/** `/yard rename plugin/reply-drafter`: the new name is asked. */
async function typeRename(deps: Deps, at: WordAt): Promise<Reply[]> {
  const known = await ownedBy(deps, at, 'rename');
  return known.kind === 'replies' ? known.replies : open(renameComponentForm(at.rest));
}

/** The component that was named, if this person may do that to it; otherwise what to say. */
async function ownedBy(deps: Deps, { by, rest }: WordAt, word: 'transfer' | 'rename') {
  if (!COMPONENT.test(rest)) {
    const how = `Write it like \`${safe(deps.settings.command, 40)} ${word} plugin/reply-drafter\`.`;
    return { kind: 'replies' as const, replies: say(sayMessage(how)) };
  }
  const [organisation, owned] = await Promise.all([loadOrganisation(deps), loadOwned(deps, rest)]);
  if (owned.kind === 'refused') return { kind: 'replies' as const, replies: sayRefusal(owned) };
  const act = word === 'transfer' ? 'transfer-component' : 'rename-component';
  const refusal = mayNot(act, by, { organisation, team: owned.team });
  if (refusal) return { kind: 'replies' as const, replies: sayRefusal(refusal) };
  return { kind: 'owned' as const, owned };
}

async function submitOffer(deps: Deps, at: FormAt): Promise<Reply[]> {
  const to = at.fields.text(TRANSFER_FIELD.to);
  const outcome = await offerTransfer(deps, at.by, { component: at.metadata, to });
  if (outcome.kind === 'refused') {
    if (outcome.why === 'no-team') return fieldErrors({ [TRANSFER_FIELD.to]: outcome.say });
    return replace(refusalModal(outcome));
  }
  const { component } = outcome.transfer;
  return replace(
    sayModal(
      `*Offered.* ${safe(component, 120)} is theirs once their lead accepts. The card in both channels shows where it stands.`,
    ),
  );
}

const AT_THE_NAME = ['bad-name', 'name-taken', 'looks-alike'];

async function submitRename(deps: Deps, at: FormAt): Promise<Reply[]> {
  const name = at.fields.text(TRANSFER_FIELD.name);
  const outcome = await renameComponent(deps, at.by, at.metadata, name);
  if (outcome.kind === 'renamed') {
    const { id } = outcome.component;
    return replace(sayModal(`*Renamed.* It is \`${safe(id, 120)}\` from now on.`));
  }
  if (AT_THE_NAME.includes(outcome.why)) {
    return fieldErrors({ [TRANSFER_FIELD.name]: outcome.say });
  }
  return replace(refusalModal(outcome));
}

/** The card changes by itself; Home is shown anew. */
function answering(answer: TransferAnswer) {
  return async (deps: Deps, at: PressAt): Promise<readonly RoomReply[]> => {
    const who = { by: at.by, name: at.name, at: deps.now() };
    const outcome = await answerTransfer(deps, who, at.value, answer);
    if (outcome.kind === 'refused') return sayRefusal(outcome);
    return at.surface.kind === 'home' ? HOME_ANEW : [];
  };
}

/** Components that change hands or names. */
export const transferRoom: Room = {
  words: { transfer: typeTransfer, rename: typeRename },
  presses: {
    [TRANSFER.accept]: answering('accept'),
    [TRANSFER.refuse]: answering('refuse'),
    [TRANSFER.withdraw]: answering('withdraw'),
  },
  forms: { [TRANSFER.offerForm]: submitOffer, [TRANSFER.renameForm]: submitRename },
  home: async (deps, by) => transfersPart(await transfersFor(deps, by)),
};

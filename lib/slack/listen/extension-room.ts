import type { Deps } from '../../acts/deps.ts';
import {
  openAnswering,
  type Saying,
  sayToExtension,
  withdrawAsked,
} from '../../acts/extension-answer.ts';
import { makeCopy } from '../../acts/extension-copy.ts';
import { extensionsFor, ownExtensions } from '../../acts/extension-list.ts';
import { loadExtension, noExtension } from '../../acts/extension-store.ts';
import { useExtension } from '../../acts/extension-use.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { suggestCopyName } from '../../core/copy.ts';
import type { Extension } from '../../core/extension.ts';
import { againMetadataSchema, unpackMetadata } from '../metadata.ts';
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
import type { FormAt, PressAt, Room } from '../room.ts';
import { EXTENSION } from '../views/extension-card.ts';
import {
  copiedModal,
  copyModal,
  noReleaseModal,
  otherNameModal,
  planModal,
  releaseModal,
} from '../views/extension-forms.ts';
import { extensionsPart } from '../views/extension-told.ts';
import { OLD_VIEW, refusalModal, sayMessage, sayModal } from '../views/refusal.ts';
import { registeredModal } from '../views/result-modal.ts';
import { safe } from '../views/text.ts';
import { askOwner } from './extend.ts';

type Form = (extension: Extension, since: readonly string[]) => Parameters<typeof open>[0];

/** Opens the form of one answer, for those who may give it. */
function pressAnswer(form: Form) {
  return async (deps: Deps, { by, value }: PressAt): Promise<Reply[]> => {
    const answering = await openAnswering(deps, by, value);
    if (answering.kind === 'refused') return sayRefusal(answering);
    return open(form(answering.extension, answering.since));
  };
}

/** The card and the message to whoever asked change by themselves. */
function submitAnswer(read: (at: FormAt) => Omit<Saying, 'name'>) {
  return async (deps: Deps, at: FormAt): Promise<Reply[]> => {
    const saying = { ...read(at), name: at.name };
    const outcome = await sayToExtension(deps, at.by, at.metadata, saying);
    if (outcome.kind === 'answered') return [];
    const field = FIELDS[outcome.why];
    return field ? fieldErrors({ [field]: outcome.say }) : replace(refusalModal(outcome));
  };
}

const FIELDS: Readonly<Record<string, string>> = {
  'reason-required': EXTENSION.reason,
  'bad-date': EXTENSION.date,
  'no-release': EXTENSION.version,
};

function readPlan({ fields }: FormAt): Omit<Saying, 'name'> {
  const date = fields.text(EXTENSION.date);
  const reason = fields.text(EXTENSION.reason);
  return { state: 'release-planned', reason, ...(date === '' ? {} : { date }) };
}

function readRelease({ fields }: FormAt): Omit<Saying, 'name'> {
  const version = fields.text(EXTENSION.version);
  return { state: 'released', version, reason: fields.text(EXTENSION.reason) };
}

function readNo(state: 'copy-offered' | 'declined') {
  return ({ fields }: FormAt) => ({ state, reason: fields.text(EXTENSION.reason) });
}

async function pressWithdraw(deps: Deps, at: PressAt): Promise<readonly RoomReply[]> {
  const outcome = await withdrawAsked(deps, at.by, at.value);
  if (outcome.kind === 'refused') return sayRefusal(outcome);
  if (at.surface.kind === 'home') return HOME_ANEW;
  const component = safe(outcome.extension.component, 120);
  return say(sayMessage(`Withdrawn. The owner of *${component}* is no longer asked.`));
}

async function pressMake(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const extension = (await loadExtension(deps, value))?.state;
  if (!extension) return sayRefusal(noExtension());
  return open(copyModal(extension, suggestCopyName(extension)));
}

async function submitMake(deps: Deps, at: FormAt): Promise<Reply[]> {
  const made = await makeCopy(deps, at.by, at.metadata, at.fields.text(EXTENSION.name));
  if (made.kind === 'copied') return replace(copiedModal(made.extension, made.copy));
  const named = NAMES.has(made.why);
  return named ? fieldErrors({ [EXTENSION.name]: made.say }) : replace(refusalModal(made));
}

const NAMES = new Set(['name-taken', 'bad-name', 'looks-alike']);

/** "Use It Now": straight into reuse; only a name that is taken by now has to be chosen anew. */
async function pressUse(deps: Deps, { by, value }: PressAt): Promise<Reply[]> {
  const outcome = await useExtension(deps, by, value);
  switch (outcome.kind) {
    case 'registered':
    case 'unchanged':
    case 'proposed':
      return open(registeredModal(outcome.workflow, outcome.warnings));
    case 'problems':
      return say(sayMessage(safe(outcome.problems.map((one) => one.say).join(' '), 1000)));
    case 'refused': {
      const head = await loadExtension(deps, value);
      const taken = head && (outcome.why === 'name-taken' || outcome.why === 'bad-name');
      return taken ? open(otherNameModal(head.state, outcome.say)) : sayRefusal(outcome);
    }
  }
}

async function submitUse(deps: Deps, at: FormAt): Promise<Reply[]> {
  const outcome = await useExtension(deps, at.by, at.metadata, at.fields.text(EXTENSION.name));
  if (outcome.kind === 'refused') return fieldErrors({ [EXTENSION.name]: outcome.say });
  if (outcome.kind === 'problems') {
    const said = outcome.problems.map((one) => one.say).join(' ');
    return fieldErrors({ [EXTENSION.name]: said });
  }
  return replace(registeredModal(outcome.workflow, outcome.warnings));
}

async function submitAgain(deps: Deps, at: FormAt): Promise<Reply[]> {
  const about = unpackMetadata(at.metadata, againMetadataSchema);
  if (!about) return replace(sayModal(OLD_VIEW));
  const { offered: _, ...need } = about;
  const missing = at.fields.text(EXTENSION.missing);
  return askOwner(deps, { ...need, by: at.by, missing }, about, EXTENSION.missing);
}

/** What teams ask of owners, "a new release, or a team copy": cards, answers, copies, their use. */
export const extensionRoom: Room = {
  presses: {
    [EXTENSION.plan]: pressAnswer(planModal),
    [EXTENSION.release]: pressAnswer(releaseModal),
    [EXTENSION.offer]: pressAnswer((extension) => noReleaseModal(extension, 'offer')),
    [EXTENSION.decline]: pressAnswer((extension) => noReleaseModal(extension, 'decline')),
    [EXTENSION.withdraw]: pressWithdraw,
    [EXTENSION.make]: pressMake,
    [EXTENSION.use]: pressUse,
  },
  forms: {
    [EXTENSION.plan]: submitAnswer(readPlan),
    [EXTENSION.release]: submitAnswer(readRelease),
    [EXTENSION.offer]: submitAnswer(readNo('copy-offered')),
    [EXTENSION.decline]: submitAnswer(readNo('declined')),
    [EXTENSION.make]: submitMake,
    [EXTENSION.use]: submitUse,
    [EXTENSION.again]: submitAgain,
  },
  home: async (deps, by) => {
    const [owed, own] = await Promise.all([extensionsFor(deps, by), ownExtensions(deps, by)]);
    return extensionsPart(owed, own);
  },
};

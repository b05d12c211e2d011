import type { KnownBlock, ModalView } from '@slack/types';
import {
  type Approval,
  type ApprovalAsked,
  type ApprovalPayload,
  type AskedVia,
  type Exclusion,
  stateOf,
} from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import type { Denial } from '../../core/decision.ts';
import { aftermathLines } from './aftermath.ts';
import { denialBlocks, lineOnly } from './approval-card.ts';
import { ending, saidBy, steps } from './approval-words.ts';
import { breakGlassButton } from './break-glass.ts';
import { DELEGATION } from './delegation-ids.ts';
import { ACTION } from './ids.ts';
import {
  actions,
  boldLine,
  button,
  code,
  context,
  header,
  quote,
  section,
  tellingModal,
  upTo,
} from './parts.ts';
import { clean, everyone, mention, safe, when } from './text.ts';

interface Opening {
  readonly by: string;
  readonly at: string;
}

export interface DetailsShown {
  readonly approval: Approval;
  readonly asked: ApprovalAsked;
  /** Undefined once it was erased. */
  readonly payload: ApprovalPayload | undefined;
  readonly denial: Denial | undefined;
  /** Why people approved it, by the place of their decision. */
  readonly reasons?: ReadonlyMap<number, string> | undefined;
  /** Who looked at this before, the newest first; for auditors alone. */
  readonly opened?: readonly Opening[] | undefined;
  /** Whoever reads it could ask somebody else to decide it. */
  readonly mayHand?: boolean;
  /** Why nobody can use it any more; absent while it counts. */
  readonly void?: string | undefined;
  /** The reader may approve it alone in an emergency. */
  readonly breakGlass?: boolean;
  /** Which page of the arguments, from 0; the first one carries the rest of the details. */
  readonly page?: number;
}

const CHUNK = 2500;
const CHUNKS_PER_PAGE = 12;
/** Deeply nested arguments grow by their indentation; beyond this they are shown as they were signed. */
const LONGEST_PRETTY = 120_000;

/** Everything that stands behind one card, for those who may see it. */
export function detailsModal(seen: DetailsShown): ModalView {
  const chunks = seen.payload ? chunksOf(pretty(seen.payload.arguments)) : [];
  const pages = Math.max(1, Math.ceil(chunks.length / CHUNKS_PER_PAGE));
  const page = Math.min(Math.max(Math.trunc(seen.page ?? 0), 0), pages - 1);
  const shown = chunks.slice(page * CHUNKS_PER_PAGE, (page + 1) * CHUNKS_PER_PAGE);
  return tellingModal('Details', [
    boldLine(seen.payload?.card.line ?? lineOnly(seen.approval).line),
    ...(page === 0
      ? [...facts(seen), ...peopleBlocks(seen), ...decisions(seen), ...openings(seen)]
      : []),
    header(pages > 1 ? `Arguments, page ${page + 1} of ${pages}` : 'Arguments'),
    ...(seen.payload ? shown.map(code) : [section('The arguments were erased. The digest stays.')]),
    ...turner(seen.approval.id, page, pages),
    ...handing(seen),
    ...emergency(seen),
  ]);
}

/** "Break Glass… in Details for admins." */
function emergency({ approval: { id }, breakGlass }: DetailsShown): KnownBlock[] {
  if (!breakGlass) return [];
  const say = 'In an emergency you can approve this alone. It is told and reviewed.';
  return [context(say), actions(`details-break-glass|${id}`, breakGlassButton(id))];
}

/** Canonical JSON with line breaks, as far as it stays readable; hidden characters made visible. */
function pretty(canonical: string): string {
  const spaced = JSON.stringify(JSON.parse(canonical), null, 2);
  return clean(spaced.length > LONGEST_PRETTY ? canonical : spaced);
}

/** Cut between characters, at most `CHUNK` UTF-16 units each. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + CHUNK;
    const splits = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    chunks.push(text.slice(start, splits ? end - 1 : end));
    start = splits ? end - 1 : end;
  }
  return chunks;
}

function facts({ approval, payload }: DetailsShown): KnownBlock[] {
  const claim = approval.onBehalfOf
    ? `It says it acts for ${mention(approval.onBehalfOf)}. Nobody has checked that; it only narrows who may decide.`
    : 'It does not say that it acts for anybody.';
  return [
    ...(payload?.reason ? [context('*Reason given by the agent*'), quote(payload.reason)] : []),
    context(claim),
    context(
      `Workflow *${safe(approval.workflow, 100)}* · revision ${approval.gateRevision} · rule \`${safe(approval.policy, 60)}\``,
      `Action \`${safe(approval.action, 100)}\` · asked ${when(approval.askedAt)} · ends ${when(approval.expiresAt)}`,
    ),
    context(`Fingerprint \`${shortFingerprint(approval.digest)}\` of`),
    code(approval.digest),
  ];
}

const WHY: Readonly<Record<Exclusion, string>> = {
  claimed: 'the agent says it acts for them',
  'key-holder': "they hold the workflow's key",
  'last-editor': 'they edited the workflow last',
  owner: 'they own the workflow',
  'named-out': 'the rule of this gate names them',
};

const VIA: Readonly<Record<AskedVia, string>> = {
  team: 'members of the owning team',
  approvers: 'the approvers whom the manifest names',
  lead: "the team's lead and the lead's backup",
  backup: "the workflow's backup",
  platform: 'platform admins',
  nobody: 'nobody',
};

/** One line a stage: who was asked, by whose rule, and how many of them it takes. */
function askedBlocks({ approval, asked }: DetailsShown): KnownBlock[] {
  return approval.stages.map(({ of, via, quorum }, at) => {
    const step = approval.stages.length > 1 ? ` for step ${at + 1}` : '';
    const rule = of === 'baseline' ? ', as the baseline says' : '';
    const needed = quorum > 1 ? `, ${quorum} of them` : '';
    const people = everyone(asked.stages[at] ?? []) || 'nobody';
    return context(`*Asked${step}* (${VIA[via]}${rule}${needed}): ${people}`);
  });
}

function peopleBlocks(seen: DetailsShown): KnownBlock[] {
  return [
    ...askedBlocks(seen),
    ...upTo(seen.asked.excluded, 5, ({ person, why }) => [
      context(`${mention(person)} may not decide: ${WHY[why]}.`),
    ]),
  ];
}

function decisions(seen: DetailsShown): KnownBlock[] {
  const { approval, denial, reasons } = seen;
  const said = approval.decisions.map((one, place) => {
    const verb = one.choice === 'approve' ? 'Approved' : 'Rejected';
    const why = reasons?.get(place);
    const line = context(`${verb} by ${saidBy([one])} · ${when(one.at)}`);
    return why === undefined ? [line] : [line, quote(why, 1000)];
  });
  return [
    ...standing(approval),
    ...(seen.void ? [section(`:warning: ${seen.void}`)] : []),
    ...upTo(said, 10, (blocks) => blocks),
    ...denialBlocks(denial),
    ...aftermathLines(approval).map((line) => context(line)),
  ];
}

function standing(approval: Approval): KnownBlock[] {
  const lines = stateOf(approval) === 'waiting' ? steps(approval) : [];
  const held = approval.heldSince === undefined ? [] : ['On hold: its workflow does not run.'];
  if (lines.length + held.length === 0) {
    return [context(`*Where it stands:* ${ending(approval)}`)];
  }
  return [context('*Where it stands*', ...held, ...lines)];
}

/** "Who opened is shown to auditors." */
function openings({ opened = [] }: DetailsShown): KnownBlock[] {
  if (opened.length === 0) return [];
  const line = ({ by, at }: Opening) => `${mention(by)} · ${when(at)}`;
  return [
    context('*Opened before*, which auditors alone see here'),
    ...upTo(opened, 10, (one) => [context(line(one))]),
  ];
}

function handing({ approval, mayHand }: DetailsShown): KnownBlock[] {
  if (!mayHand) return [];
  const ask = button('Ask Somebody Else', DELEGATION.ask, approval.id);
  return [actions(`hand|${approval.id}`, ask)];
}

function turner(id: string, page: number, pages: number): KnownBlock[] {
  if (pages === 1) return [];
  const turn = (label: string, to: number) => ({
    ...button(label, ACTION.detailsPage, `${id}|${to}`),
    action_id: `${ACTION.detailsPage}_${label === 'Next Page' ? 'next' : 'previous'}`,
  });
  const back = page > 0 ? [turn('Previous Page', page - 1)] : [];
  const on = page < pages - 1 ? [turn('Next Page', page + 1)] : [];
  return [actions(`details|${id}|${page}`, ...back, ...on)];
}

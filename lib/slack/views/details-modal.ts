import type { KnownBlock, ModalView } from '@slack/types';
import {
  type Approval,
  type ApprovalAsked,
  type ApprovalPayload,
  type AskedVia,
  type Exclusion,
  quorumOf,
  stateOf,
} from '../../core/approval.ts';
import { shortFingerprint } from '../../core/approval-text.ts';
import { ending, lineOnly, progress } from './approval-card.ts';
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

export interface DetailsShown {
  readonly approval: Approval;
  readonly asked: ApprovalAsked;
  /** Undefined once it was erased. */
  readonly payload: ApprovalPayload | undefined;
  readonly denial: string | undefined;
  /** Why nobody can use it any more; absent while it counts. */
  readonly void?: string | undefined;
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
    ...(page === 0 ? [...facts(seen), ...peopleBlocks(seen), ...decisions(seen)] : []),
    header(pages > 1 ? `Arguments, page ${page + 1} of ${pages}` : 'Arguments'),
    ...(seen.payload ? shown.map(code) : [section('The arguments were erased. The digest stays.')]),
    ...turner(seen.approval.id, page, pages),
  ]);
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
  const { approval, denial } = seen;
  const said = approval.decisions.map((one) => {
    const verb = one.choice === 'approve' ? 'Approved' : 'Rejected';
    return context(`${verb} by ${mention(one.by)} · ${when(one.at)}`);
  });
  const state = stateOf(approval);
  const stands =
    state === 'waiting' && quorumOf(approval) > 1 ? progress(approval) : ending(approval);
  return [
    context(`*Where it stands:* ${stands}`),
    ...(seen.void ? [section(`:warning: ${seen.void}`)] : []),
    ...upTo(said, 10, (block) => [block]),
    ...(denial ? [quote(denial)] : []),
    ...(approval.use ? [context(`Used once · ${when(approval.use.at)}`)] : []),
  ];
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

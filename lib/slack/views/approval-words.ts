import {
  type Approval,
  type ApprovalAsked,
  approvals,
  type Decision,
  openDeciders,
  quorumOf,
  type Stage,
  stateOf,
  turnOf,
} from '../../core/approval.ts';
import { cancelledSentence } from '../../core/cancel.ts';
import { count } from '../../core/count.ts';
import { askedWords } from '../../core/decision.ts';
import { organisationOf, type PersonKey, slackUserId } from '../../core/people.ts';
import { channelMention } from './settings-words.ts';
import { few, mention, people, safe, when } from './text.ts';

/** Who reads a copy of a card, and who of those asked is not to be called there. */
export interface Reader {
  /** Whose own copy this is; absent in a channel. */
  readonly person?: PersonKey | undefined;
  /** In whose place that person may decide, who was not asked. */
  readonly inPlaceOf?: readonly PersonKey[] | undefined;
  /** Those who want to be asked in a message of their own alone. */
  readonly quiet?: ReadonlySet<PersonKey> | undefined;
}

/** "@D for @P" where somebody decided in another's place; at most three, and how many more. */
export function saidBy(said: readonly Pick<Decision, 'by' | 'for'>[]): string {
  return few(
    said.map((one) => (one.for ? `${mention(one.by)} for ${mention(one.for)}` : mention(one.by))),
  );
}

/** "Approved by @x · 1 of 2 needed". */
function progress(approval: Approval): string {
  return tally(approval, approvals(approval), quorumOf(approval));
}

function tally({ decisions }: Pick<Approval, 'decisions'>, some: number, all: number): string {
  const said = decisions.filter((one) => one.choice === 'approve');
  const needed = all === 1 ? '1 needed' : `${some} of ${all} needed`;
  return said.length > 0 ? `Approved by ${saidBy(said)} · ${needed}` : needed;
}

/** "Step 1 of 2: platform admins · 1 of 2 needed", a line for each; one line where there is one stage. */
export function steps(approval: Approval): string[] {
  const { stages } = approval;
  if (stages.length === 1) return quorumOf(approval) > 1 ? [progress(approval)] : [];
  const turn = turnOf(approval).index;
  return stages.map((stage, at) => {
    const name = `Step ${at + 1} of ${stages.length}`;
    const who = stage.via === 'approvers' ? NAMED : safe(askedWords(approval, stage), 200);
    const label = at === turn ? `*${name}*` : name;
    return `${label}: ${who} · ${at > turn ? 'asked next' : stageTally(approval, stage, at)}`;
  });
}

const NAMED = 'approvers named in the manifest';

function stageTally(approval: Approval, { quorum }: Stage, at: number): string {
  const decisions = approval.decisions.filter((one) => one.stage === at);
  const some = approvals(approval, at);
  const by = saidBy(decisions.filter((one) => one.choice === 'approve'));
  return some >= quorum ? `approved by ${by}` : tally({ decisions }, some, quorum);
}

/** "Up to three deciders are mentioned"; whoever wants no call in channels is counted. */
export function mayDecide(approval: Approval, asked: ApprovalAsked, reader: Reader): string {
  const open = openDeciders(approval, asked);
  const { person, quiet } = reader;
  if (person) return ownTurn(approval, open, { ...reader, person });
  if (open.length === 0) return 'Nobody is left who may decide.';
  const named = open.filter((one) => !quiet?.has(one)).slice(0, 3);
  const more = open.length - named.length;
  if (named.length === 0) {
    return `May decide: ${count(open.length, 'person', 'people')}, asked in messages of their own`;
  }
  if (more === 0) return `May decide: ${people(named)}`;
  return `May decide: ${named.map(mention).join(', ')} and ${more} more`;
}

/** What a copy of one's own says of the turn: what is to do, what one did, or that others are asked. */
function ownTurn(
  approval: Approval,
  open: readonly PersonKey[],
  { person, inPlaceOf = [] }: Reader & { readonly person: PersonKey },
): string {
  const where = /^[CG]/.test(approval.channel) ? ` in ${channelMention(approval.channel)}` : '';
  const others = open.filter((one) => one !== person);
  if (open.includes(person)) {
    if (others.length === 0) return `You alone may decide. Asked${where}`;
    return `You may decide. So may ${count(others.length, 'other', 'others')}, asked${where}`;
  }
  if (inPlaceOf.length > 0)
    return `You may decide in the place of ${people(inPlaceOf)}. Asked${where}`;
  const mine = approval.decisions.find((one) => one.by === person);
  const instead = approval.decisions.find((one) => one.for === person);
  if (instead) return `${mention(instead.by)} approved this in your place. It needs others too.`;
  if (mine) return `You approved this ${when(mine.at)}. It needs others too.`;
  return 'Nothing to do for you any more: others are asked now.';
}

/** Whether buttons that decide would do anything for this reader. */
export function canDecide(
  approval: Approval,
  asked: ApprovalAsked,
  { person, inPlaceOf = [] }: Reader,
): boolean {
  if (stateOf(approval) !== 'waiting' || approval.heldSince !== undefined) return false;
  if (person === undefined || inPlaceOf.length > 0) return true;
  return openDeciders(approval, asked).includes(person);
}

/** Whose own place this is: of somebody asked, or of the same organisation; undefined for a channel. */
export function personAt(place: string, { stages }: ApprovalAsked): PersonKey | undefined {
  const people = stages.flat();
  const known = people.find((one) => slackUserId(one) === place);
  const [first] = people;
  if (known || !first || !/^[UW]/.test(place)) return known;
  return `${organisationOf(first)}/${place}`;
}

/** How it ended, in one sentence. */
export function ending(approval: Approval): string {
  const { end } = approval;
  if (!end) return 'Waiting for a decision.';
  const last = approval.decisions.filter((one) => one.by === end.by).slice(-1);
  const by = end.by ? ` by ${last.length > 0 ? saidBy(last) : mention(end.by)}` : '';
  switch (end.ending) {
    case 'approved':
      if (end.breakGlass)
        return `Approved in an emergency${by} alone (break-glass) · ${when(end.at)}`;
      return `${quorumOf(approval) > 1 ? progress(approval) : `Approved${by}`} · ${when(end.at)}`;
    case 'denied':
      return `Rejected${by} · ${when(end.at)} · Nothing ran.`;
    case 'expired':
      return `Nobody decided in time: it ended ${when(approval.expiresAt)}. Nothing ran.`;
    case 'cancelled':
      return [
        `Cancelled${by} · ${when(end.at)} ·`,
        ...[cancelledSentence(approval)].filter((one) => one !== undefined),
        'Nothing ran.',
      ].join(' ');
  }
}

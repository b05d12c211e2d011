import type { Button, KnownBlock } from '@slack/types';
import type { ManifestChange } from '../../core/manifest-diff.ts';
import { openReviews, type Proposed } from '../../core/proposed.ts';
import { EDIT } from './edit-modal.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  primary,
  quote,
  section,
  toldQuote,
} from './parts.ts';
import { mention, safe, type Told, when } from './text.ts';

export const REVISION = {
  accept: 'revision_accept',
  refuse: 'revision_refuse',
  withdraw: 'revision_withdraw',
  details: 'revision_details',
  form: 'revision_reason',
  reason: 'reason',
} as const;

export interface RevisionShown {
  readonly proposed: Proposed;
  /** What differs from the revision it was written against. */
  readonly changes: readonly ManifestChange[];
  /** Why it was refused. */
  readonly reason?: string | undefined;
  /** What of its pins is a copy, against what it was copied from. */
  readonly copies?: readonly Told[] | undefined;
}

const MOST_LINES = 30;

/** A proposed revision with its difference, waiting or ended. `personal`: told, not asked. */
export function revisionCard(shown: RevisionShown, { personal = false } = {}): Message {
  const { proposed } = shown;
  const line = revisionLine(proposed);
  const state = stateLine(proposed);
  return {
    text: fallback(line, state),
    blocks: [
      boldLine(line),
      ...difference(shown),
      ...copied(shown),
      context('*Why it waits for a review*'),
      lines(proposed.reasons),
      context(`Proposed by ${whoever(proposed.by)} · ${when(proposed.at)}`, state),
      ...(shown.reason ? [quote(shown.reason, 1500)] : []),
      ...(personal ? editAgain(proposed) : answerButtons(proposed)),
    ],
  };
}

export function revisionLine({ workflow, team, manifest, against }: Proposed): string {
  return manifest
    ? `${workflow} of ${team}: a change to revision ${against} needs a review`
    : `${workflow} of ${team} asks for access`;
}

function difference({ proposed, changes }: RevisionShown): KnownBlock[] {
  if (!proposed.manifest) return [];
  const none = 'It is written differently and says the same.';
  return [context('*What changes*'), changes.length > 0 ? lines(changes) : section(none)];
}

/** "Whose permissions every review shows against the origin's." */
function copied({ copies = [] }: RevisionShown): KnownBlock[] {
  return copies.length === 0 ? [] : [context('*What is a copy*'), lines(copies)];
}

export function lines(said: readonly Told[]): KnownBlock {
  const shown = said.slice(0, MOST_LINES);
  const more = said.length - shown.length;
  return toldQuote(more > 0 ? [...shown, { field: '', say: `And ${more} more.` }] : shown);
}

/** Where it stands, in one sentence. */
export function stateLine(proposed: Proposed): string {
  const { state, end, against } = proposed;
  const by = end?.by ? ` by ${whoever(end.by)}` : '';
  const at = end ? ` · ${when(end.at)}` : '';
  switch (state) {
    case 'open':
      return `${waitsFor(proposed)} Revision ${against} stays in force meanwhile.`;
    case 'accepted':
      return `Accepted${by}${at}`;
    case 'refused':
      return `Refused${by}${at}`;
    case 'withdrawn':
      return `Withdrawn${by}${at}`;
    case 'replaced':
    case 'stale':
      return `Not in force: ${safe(end?.say ?? '', 800)}${at}`;
  }
}

const WAITS = {
  team: 'Waits for the team: its lead, or the owner or backup of the workflow.',
  platform: 'Waits for a platform admin.',
} as const;

function waitsFor(proposed: Proposed): string {
  const given = proposed.answers.map((one) => `Looked at by ${mention(one.by)}.`);
  return [...given, ...openReviews(proposed).map((review) => WAITS[review])].join(' ');
}

/** A person is mentioned; CI is named as what it is. */
export function whoever(by: string): string {
  return by.startsWith('ci/') ? `CI (${safe(by, 100)})` : mention(by);
}

function answerButtons(proposed: Proposed): KnownBlock[] {
  if (proposed.state !== 'open') return [];
  const { id, answers } = proposed;
  return [
    actions(
      `revision|${id}|${answers.length}`,
      ...answerPair(id),
      button('Withdraw', REVISION.withdraw, id),
    ),
  ];
}

/** What did not come into force can be tried otherwise, where Slack is its home. */
function editAgain({ state, home, workflow, id }: Proposed): KnownBlock[] {
  const over = state === 'refused' || state === 'stale';
  if (!over || home !== 'slack') return [];
  return [actions(`revision-over|${id}`, button('Edit Again', EDIT.open, workflow))];
}

export function answerPair(id: string): Button[] {
  return [primary('Accept', REVISION.accept, id), button('Refuse…', REVISION.refuse, id)];
}

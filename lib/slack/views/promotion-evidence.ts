import type { KnownBlock } from '@slack/types';
import type { Component } from '../../core/component.ts';
import { count } from '../../core/count.ts';
import { type Success, successWords } from '../../core/outcomes.ts';
import type { ComesAlong } from '../../core/promotion/along.ts';
import type { Promotion, Use } from '../../core/promotion.ts';
import type { ReleaseChange } from '../../core/release-diff.ts';
import { context, factLines, quote, section, toldQuote } from './parts.ts';
import { safe } from './text.ts';

interface Against {
  readonly what: string;
  readonly changes: readonly ReleaseChange[];
}

export interface PromotionShown {
  readonly promotion: Promotion;
  readonly component: Pick<Component, 'id' | 'title' | 'description' | 'derivedFrom'>;
  readonly release:
    | { readonly terms?: { known_failures?: string[] | undefined } | undefined }
    | undefined;
  readonly shared: Against | undefined;
  readonly touches: readonly ReleaseChange[];
  readonly origin: Against | undefined;
  readonly along: readonly ComesAlong[];
  readonly use: Use;
  readonly similar: readonly { readonly id: string; readonly why: string }[];
  readonly success: Success | undefined;
  readonly others: readonly { readonly workflow: string; readonly owner: string }[];
}

/** What the team says of it. */
export function caseBlocks({
  promotion,
  component,
  success,
  release,
}: PromotionShown): KnownBlock[] {
  const failures = release?.terms?.known_failures ?? [];
  return [
    quote(`${component.title}. ${component.description}`, 400),
    context('*Useful beyond the team because*'),
    quote(promotion.useful, 800),
    context('*Test evidence*'),
    quote(promotion.evidence ?? 'none given', 800),
    ...factLines([{ label: 'Licence', value: promotion.license }]),
    ...(success ? [context(successWords(success))] : []),
    ...(failures.length > 0 ? [context('*Known failures*'), list(failures, ROOM.failures)] : []),
  ];
}

/** "Permission diff against what the shared catalog has under that name, against the origin." */
export function permissionBlocks(shown: PromotionShown): KnownBlock[] {
  const { shared, touches, origin, component } = shown;
  const copied = component.derivedFrom;
  const gone = copied && !origin;
  return [
    ...(shared
      ? differenceBlocks('Permissions against what was shared before', shared, ROOM.shared)
      : [
          context('*New to the shared catalog: what it may touch*'),
          ...orNothing(touches, NOTHING, ROOM.shared),
        ]),
    ...(origin
      ? differenceBlocks('It is a copy. Permissions against its origin', origin, ROOM.origin)
      : []),
    ...(gone
      ? [context(`It is a copy of ${safe(`${copied.component} ${copied.version}`, 200)}.`)]
      : []),
  ];
}

const NOTHING = 'It touches nothing.';
const SAME = 'The permissions are the same.';

function differenceBlocks(title: string, { what, changes }: Against, room: Room): KnownBlock[] {
  return [context(`*${title}, ${safe(what, 200)}*`), ...orNothing(changes, SAME, room)];
}

function orNothing(changes: readonly ReleaseChange[], nothing: string, room: Room): KnownBlock[] {
  if (changes.length === 0) return [section(nothing)];
  return [
    list(
      changes.map((one) => one.say),
      room,
    ),
  ];
}

interface Room {
  /** Lines that are shown. */
  readonly most: number;
  /** Characters of all of them. */
  readonly characters: number;
}

/** Slack takes 12,000 characters of one message: each part has its share. */
const ROOM = {
  failures: { most: 10, characters: 800 },
  shared: { most: 20, characters: 1500 },
  origin: { most: 15, characters: 1200 },
  along: { most: 5, characters: 900 },
} as const satisfies Record<string, Room>;

function list(says: readonly string[], { most, characters }: Room): KnownBlock {
  const more = says.length - most;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  const shown = [...says.slice(0, most), ...rest].map((say) => ({ field: '', say }));
  return toldQuote(shown, characters);
}

/** What comes with it, who uses it already, what there is of the kind. */
export function aroundBlocks({ along, use, similar }: PromotionShown): KnownBlock[] {
  const versions = along.map(
    ({ version, beyond }) => `${version}: ${beyond.join('; ') || 'nothing beyond it'}`,
  );
  const alike = similar.map((one) => `*${safe(one.id, 100)}* ${safe(one.why, 150)}`);
  return [
    ...(along.length > 0
      ? [context('*Versions that are shared with it*'), list(versions, ROOM.along)]
      : []),
    context(useLine(use)),
    ...(similar.length > 0
      ? [context(`*Does much the same in the shared catalog:* ${alike.join(' · ')}`)]
      : []),
  ];
}

/** "Used by 4 teams." in full. */
function useLine({ workflows, teams }: Use): string {
  if (workflows === 0) return 'No workflow uses it yet.';
  return `Used by ${count(workflows, 'workflow')} of ${count(teams, 'team')}.`;
}

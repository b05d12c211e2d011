import type { Component, Release } from '../component.ts';
import { lookAlikes } from '../look-alike.ts';
import { organisationOf, type PersonKey, personKeySchema } from '../people.ts';
import { MOST_BUILDERS, moved, type Promotion } from '../promotion.ts';
import { type Refusal, refuse } from '../result.ts';
import { buildersOf } from './credit.ts';

/** What a team says of a version that it wants shared. */
export interface Wanted {
  readonly version: string;
  readonly license: string;
  /** Empty for none. */
  readonly evidence: string;
  readonly useful: string;
  readonly builders: readonly PersonKey[];
}

export interface ProposalGround {
  readonly component: Component;
  readonly releases: readonly Release[];
  /** The versions that new pins may be locked to, the lowest first. */
  readonly open: readonly string[];
  /** What the catalog has. */
  readonly catalog: Iterable<Component>;
}

export type ProposalField = keyof Wanted;
export interface ProposalProblem {
  readonly field: ProposalField;
  readonly say: string;
}

interface Problems {
  readonly kind: 'problems';
  readonly problems: readonly ProposalProblem[];
}

/** A sentence's, a page's room. */
export const MOST_TEXT = { license: 200, evidence: 2000, useful: 2000 } as const;

type Proposing =
  | { kind: 'proposed'; promotion: Promotion }
  | Problems
  | Refusal<'already-shared' | 'name-taken' | 'answered-already'>;

/** A new promotion of one version, or all that is missing. `by` is of the team: that is asked before. */
export function propose(
  wanted: Wanted,
  ground: ProposalGround,
  { id, by, at }: { id: string; by: PersonKey; at: string },
): Proposing {
  const unfit = unfitComponent(ground);
  if (unfit) return unfit;
  const problems = problemsOf(wanted, ground, by);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { component, releases } = ground;
  const sharedBefore = component.credit?.version;
  const promotion: Promotion = {
    id,
    component: component.id,
    team: component.team,
    proposers: [by],
    at,
    round: 1,
    sentAt: at,
    ...wordsOf(wanted),
    releases: releases.length,
    builders: buildersOf(wanted.builders, by),
    state: 'open',
    ...(sharedBefore ? { sharedBefore } : {}),
  };
  return { kind: 'proposed', promotion };
}

/** The same promotion, sent again after changes were asked for; perhaps another version. */
export function resubmit(
  promotion: Promotion,
  wanted: Wanted,
  ground: ProposalGround,
  { by, at }: { by: PersonKey; at: string },
): Proposing {
  const next = moved(promotion, 'resubmit');
  if (next.kind === 'refused') return next;
  const unfit = unfitComponent(ground);
  if (unfit) return unfit;
  const problems = problemsOf(wanted, ground, by);
  if (problems.length > 0) return { kind: 'problems', problems };
  const { evidence: _, ...rest } = promotion;
  const again: Promotion = {
    ...rest,
    ...wordsOf(wanted),
    proposers: [...new Set([...promotion.proposers, by])],
    round: promotion.round + 1,
    sentAt: at,
    releases: ground.releases.length,
    builders: buildersOf(wanted.builders, by, promotion.builders),
    state: next.state,
  };
  return { kind: 'proposed', promotion: again };
}

function wordsOf({ version, license, evidence, useful }: Wanted) {
  const words = { version, license: license.trim(), useful: useful.trim() };
  return evidence.trim() === '' ? words : { ...words, evidence: evidence.trim() };
}

/** Why this component cannot be promoted at all; asked again when it is published. */
export function unfitComponent({
  component,
  catalog,
}: Pick<ProposalGround, 'component' | 'catalog'>):
  | Refusal<'already-shared' | 'name-taken'>
  | undefined {
  const { id, visibility } = component;
  if (visibility === 'shared') {
    return refuse('already-shared', `${id} is in the shared catalog already.`);
  }
  const shared = [...catalog].filter((one) => one.visibility === 'shared');
  const [other] = lookAlikes(component, shared);
  if (!other) return undefined;
  return refuse(
    'name-taken',
    `The shared catalog has ${other.id}, which looks like ${id}. Rename yours first: "yardmaster rename ${id} another-name".`,
  );
}

function problemsOf(
  wanted: Wanted,
  { component, releases, open }: ProposalGround,
  by: PersonKey,
): ProposalProblem[] {
  const { version, license, evidence, useful, builders } = wanted;
  const release = releases.find((one) => one.version === version);
  const stranger = builders.find(
    (one) => !personKeySchema.safeParse(one).success || organisationOf(one) !== organisationOf(by),
  );
  const proved = component.kind === 'block' || component.kind === 'skill';
  const checks: readonly (readonly [ProposalField, string | false | undefined])[] = [
    ['version', versionProblem(version, { releases, open })],
    ['license', licenseProblem(license, release)],
    ['evidence', tooLong('evidence', evidence)],
    [
      'evidence',
      proved &&
        evidence.trim() === '' &&
        'A block or skill needs test evidence: a link, or what was tested in your words.',
    ],
    ['useful', tooLong('useful', useful)],
    ['useful', useful.trim() === '' && 'Say why it is useful beyond your team.'],
    ['builders', builders.length > MOST_BUILDERS && `Name at most ${MOST_BUILDERS} people.`],
    ['builders', stranger !== undefined && 'Name people of this organisation only.'],
  ];
  return checks.flatMap(([field, say]) => (say ? [{ field, say }] : []));
}

function versionProblem(
  version: string,
  { releases, open }: Pick<ProposalGround, 'releases' | 'open'>,
): string | undefined {
  if (open.includes(version)) return undefined;
  const known = releases.some((one) => one.version === version);
  const choose = open.length > 0 ? ` Choose one of ${open.slice(-5).reverse().join(', ')}.` : '';
  return known
    ? `${version} is closed to new pins.${choose}`
    : `There is no version ${version}.${choose}`;
}

/** What the publisher said of a version stays true of it: "releases are immutable". */
function licenseProblem(license: string, release: Release | undefined): string | undefined {
  if (license.trim() === '') return 'Name the licence, like MIT or "internal use only".';
  const declared = release?.terms?.license;
  if (declared !== undefined && declared !== license.trim()) {
    return `The version itself says "${declared}". Write the same, or publish a new version.`;
  }
  return tooLong('license', license);
}

function tooLong(field: keyof typeof MOST_TEXT, text: string): string | undefined {
  const most = MOST_TEXT[field];
  return text.length > most ? `Write at most ${most} characters.` : undefined;
}

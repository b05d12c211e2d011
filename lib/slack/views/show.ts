import type { KnownBlock, ModalView } from '@slack/types';
import type { Component, Release } from '../../core/component.ts';
import { count } from '../../core/count.ts';
import type { CredentialKind } from '../../core/credentials.ts';
import type { SameJob } from '../../core/duplicates.ts';
import { successorWords } from '../../core/lifecycle.ts';
import { type Success, successWords } from '../../core/outcomes.ts';
import { LIMITS } from '../limits.ts';
import { LIFECYCLE_WORDS } from './find.ts';
import { ACTION } from './ids.ts';
import {
  actions,
  askingModal,
  button,
  context,
  fallback,
  type Message,
  plain,
  section,
} from './parts.ts';
import { RELEASE_DIFF, releaseDiffValue } from './release-diff.ts';
import { sameJobBlock } from './same-job.ts';
import { SHOW } from './show-ids.ts';
import { dayWords, mention, people, safe, when } from './text.ts';

/** The word without a name: which thing? */
export function showPicker(command: string): ModalView {
  const ask = { title: 'Show', submit: 'Show', callback: SHOW.pick, metadata: '' };
  return askingModal(ask, [
    {
      type: 'input',
      block_id: SHOW.name,
      label: plain('Which AI workflow or catalog entry?', LIMITS.inputLabel),
      hint: plain(
        `A workflow by its name, an entry with its kind: reply-bot, plugin/reply-drafter. ${command} find looks for words.`,
        LIMITS.inputHint,
      ),
      element: { type: 'plain_text_input', action_id: SHOW.value, max_length: 100 },
    },
  ]);
}

export interface ComponentPage {
  readonly component: Component;
  readonly releases: readonly Release[];
  readonly workflows: number;
  readonly teams: number;
  readonly success?: Success | undefined;
  readonly credentials?: CredentialKind | undefined;
  readonly sameJob: readonly SameJob[];
}

const MOST_VERSIONS = 8;

const CREDENTIAL_WORDS: Readonly<Record<CredentialKind, string>> = {
  'aws-role': 'Credentials: keys of a role at AWS, for 15 minutes',
  token: 'Credentials: a signed token, for 15 minutes',
  secret: 'Credentials: a secret, which goes on working until it is rotated',
  none: 'Credentials: none, but each use is noted',
};

/** A component's page: what the newest version touches and uses, its versions, who built and who uses it. */
export function componentPage(page: ComponentPage): Message {
  const { component, releases } = page;
  const { id, title, description, team, kind, visibility } = component;
  const newest = releases.find((one) => one.version === component.latest) ?? releases[0];
  const seen = visibility === 'shared' ? 'shared, reviewed' : `of ${safe(team, 60)} alone`;
  return {
    text: fallback(`${id}, owned by ${team}, ${usedBy(page)}.`),
    blocks: [
      section(
        `*${safe(title, 150)}* · ${safe(kind, 20)} · ${safe(id, 100)}\n${safe(description, 800)}`,
      ),
      section(`Owned by ${safe(team, 60)}, ${seen}. ${usedBy(page)}.`),
      ...(newest ? newestBlocks(newest) : []),
      section(versionLines(releases)),
      ...(page.credentials ? [context(CREDENTIAL_WORDS[page.credentials])] : []),
      ...(page.success ? [context(successWords(page.success))] : []),
      ...creditBlock(component),
      ...sameJobBlock(id, page.sameJob),
      actions(`show|${id}`, ...pageButtons(page)),
    ],
  };
}

function usedBy({ workflows, teams }: ComponentPage): string {
  if (workflows === 0) return 'Not used yet';
  return `Used by ${count(workflows, 'AI workflow')} in ${count(teams, 'team')}`;
}

function newestBlocks({ version, surface, uses, terms = {} }: Release): KnownBlock[] {
  const touched = Object.entries(surface).flatMap(([what, list]) =>
    list.length > 0 ? [`${what}: ${safe(list.join(', '), 350)}`] : [],
  );
  const pins = uses.map((pin) => `${pin.kind}/${pin.name} ${pin.range}`);
  const facts = [
    ...(terms.model_default ? [`model ${safe(terms.model_default, 100)}`] : []),
    ...(terms.license ? [`licence ${safe(terms.license, 100)}`] : []),
  ];
  const failures = (terms.known_failures ?? []).slice(0, 5).map((one) => `• ${safe(one, 200)}`);
  const touches = touched.length > 0 ? touched : ['nothing that anybody named'];
  return [
    section([`*${safe(version, 60)} touches*`, ...touches].join('\n')),
    ...(pins.length > 0 ? [section(`*It uses* ${safe(pins.join(', '), 700)}`)] : []),
    ...(facts.length > 0 ? [context(facts.join(' · '))] : []),
    ...(failures.length > 0 ? [section(['*Known to fail at*', ...failures].join('\n'))] : []),
  ];
}

function versionLines(releases: readonly Release[]): string {
  const lines = releases
    .slice(0, MOST_VERSIONS)
    .map(
      (release) =>
        `• ${safe(release.version, 60)} · ${LIFECYCLE_WORDS[release.lifecycle]}${endsWords(release)} · ${when(release.publishedAt)}`,
    );
  const more = releases.length - lines.length;
  return ['*Versions*', ...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n');
}

/** From when what is locked to it gets nothing any more, and what to take instead. */
function endsWords({ component, ending }: Release): string {
  if (!ending) return '';
  const next = safe(successorWords(ending.successor, component), 150);
  return `, stops on ${dayWords(ending.stopsOn)}, replaced by ${next}`;
}

function creditBlock({ credit, derivedFrom }: Component): KnownBlock[] {
  const copied = derivedFrom
    ? [`A copy of ${safe(derivedFrom.component, 100)} ${safe(derivedFrom.version, 60)}`]
    : [];
  const built = credit ? [creditLine(credit)] : [];
  const lines = [...built, ...copied];
  return lines.length > 0 ? [context(...lines)] : [];
}

function creditLine({ builtBy, team, reviewedBy }: NonNullable<Component['credit']>): string {
  const who = builtBy.length > 0 ? `${people(builtBy)} (${safe(team, 60)})` : safe(team, 60);
  return `Built by ${who}${reviewedBy ? `, reviewed by ${mention(reviewedBy)}` : ''}`;
}

/** New pins may be locked to it. */
function isOpen({ lifecycle }: Release): boolean {
  return lifecycle === 'active' || lifecycle === 'deprecated';
}

function pageButtons({ component: { id, kind }, releases }: ComponentPage) {
  const [newest, before] = releases;
  const changed =
    newest && before
      ? [
          button(
            'What Changed',
            RELEASE_DIFF.open,
            releaseDiffValue(id, before.version, newest.version),
          ),
        ]
      : [];
  const open = releases.some(isOpen);
  const use = kind === 'connector' || !open ? [] : [button('Use This', ACTION.useComponent, id)];
  return [...use, button('Who Uses It', SHOW.who, id), ...changed];
}

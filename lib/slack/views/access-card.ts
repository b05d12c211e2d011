import type { Button, KnownBlock } from '@slack/types';
import type { AccessRequest } from '../../core/access.ts';
import type { AccessFact } from '../../core/access-facts.ts';
import type { Want } from '../../core/grant.ts';
import { ACCESS } from './access-ids.ts';
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
} from './parts.ts';
import { lines, whoever } from './revision-card.ts';
import { safe, when } from './text.ts';

/** A request with all that it is decided on. */
export interface AccessShown {
  readonly request: AccessRequest;
  readonly purpose: string;
  readonly held: readonly { readonly connector: string; readonly scopes: readonly string[] }[];
  readonly facts: readonly AccessFact[];
  readonly advisory: readonly string[];
  /** Why not all of it was given. */
  readonly answer?: string | undefined;
}

const MOST_ADVISORY = 3;

/** Who asks, for what and why; what the workflow has today. `personal`: told, and not asked. */
export function accessCard(shown: AccessShown, { personal = false } = {}): Message {
  const { request, purpose, facts, answer } = shown;
  const line = accessLine(request);
  const state = accessState(request);
  return {
    text: fallback(`${line}: ${wantsText(request.wants)}.`, state),
    blocks: [
      boldLine(line),
      quote(request.reason, 1000),
      ...(purpose ? [context(`What it does: ${safe(purpose, 500)}`)] : []),
      context(`*Has today:* ${heldText(shown)}`),
      context('*Asks for*'),
      lines(facts.map((fact) => ({ field: '', say: factText(fact) }))),
      ...shown.advisory
        .slice(0, MOST_ADVISORY)
        .map((say) => section(`:warning: ${safe(say, 600)}`)),
      context(`Asked by ${whoever(request.by)} · ${when(request.at)}`, wanted(request), state),
      ...(answer ? [quote(answer, 1000)] : []),
      ...(personal ? afterwards(request) : answerButtons(request)),
    ],
  };
}

export function accessLine({ workflow, team }: AccessRequest): string {
  return `${workflow} of ${team} asks for access`;
}

/** "crm.export of crm, mail.send of mail": each scope in order, and of which connector. */
export function wantsText(wants: readonly Want[]): string {
  const texts = wants.map(({ connector, scope }) => `${scope} of ${connector}`);
  return texts.sort().join(', ');
}

function heldText({ held }: AccessShown): string {
  const all = held.flatMap(({ connector, scopes }) =>
    scopes.map((scope) => wantsText([{ connector, scope }])),
  );
  if (all.length === 0) return 'nothing.';
  const more = all.length > 20 ? `, and ${all.length - 20} more` : '';
  return `${safe(all.slice(0, 20).join(', '), 1200)}${more}.`;
}

/** What a scope lets happen, what of it needs an approval, and who else has it. */
export function factText(fact: AccessFact): string {
  const { connector, scope, of, heldBy, wider } = fact;
  const others = of === 0 ? 'No other workflow uses it' : `${heldBy} of ${of} others have it`;
  const width = wider ? '. Wider than standard' : '';
  return `${scope} of ${connector}: ${opens(fact)}. ${others}${width}.`;
}

function opens({ actions: opened, gated }: AccessFact): string {
  if (opened === undefined) return 'the connector does not say what it lets happen';
  if (opened.length === 0) return 'lets no action happen';
  const free = opened.filter((action) => !gated.includes(action));
  const parts = [
    ...(gated.length > 0 ? [`lets ${gated.join(', ')} happen after an approval`] : []),
    ...(free.length > 0 ? [`lets ${free.join(', ')} happen without one`] : []),
  ];
  return parts.join(', and ');
}

function wanted({ until }: AccessRequest): string {
  return until === undefined ? 'No end date.' : `Until ${when(until)}.`;
}

/** Where it stands, in one sentence. */
export function accessState(request: AccessRequest): string {
  const { state, end, given } = request;
  const by = end?.by ? ` by ${whoever(end.by)}` : '';
  const at = end ? ` · ${when(end.at)}` : '';
  const until = given?.until ? ` until ${when(given.until)}` : '';
  switch (state) {
    case 'open':
      return 'Waits for a platform admin.';
    case 'granted':
      return `Granted${until}${by}${at}`;
    case 'narrowed':
      return `Granted in part${until}${by}: ${safe(wantsText(given?.wants ?? []), 800)}${at}`;
    case 'refused':
      return `Refused${by}${at}`;
    case 'withdrawn':
      return `Withdrawn${by}${at}`;
    case 'taken':
      return `Taken back${by}${at}`;
    case 'replaced':
    case 'stale':
      return `Not given: ${safe(end?.say ?? '', 800)}${at}`;
  }
}

function answerButtons(request: AccessRequest): KnownBlock[] {
  if (request.state !== 'open') return [];
  const { id } = request;
  return [
    actions(
      `access|${id}`,
      grantButton(request),
      button('Grant for 30 Days', `${ACCESS.grant}:30`, id),
      button('Grant for 90 Days', `${ACCESS.grant}:90`, id),
      button('Narrow…', ACCESS.narrow, id),
      button('Refuse…', ACCESS.refuse, id),
    ),
  ];
}

/** As the team asked: until its day, or without an end. */
export function grantButton({ id, until }: AccessRequest): Button {
  return primary(until === undefined ? 'Grant' : 'Grant Until Then', ACCESS.grant, id);
}

/** What whoever asked does next when not all of it was given. */
function afterwards({ id, state, workflow }: AccessRequest): KnownBlock[] {
  if (state !== 'narrowed' && state !== 'refused' && state !== 'stale') return [];
  const way =
    'What was not given stays missing. Take it out of the manifest under “Access through …”, or ask again.';
  return [
    ...(state === 'narrowed' ? [context(way)] : []),
    actions(`access-again|${id}`, button('Ask Again', ACCESS.ask, workflow)),
  ];
}

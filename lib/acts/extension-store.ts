import { type Component, componentSchema } from '../core/component.ts';
import { type Extension, extensionSchema } from '../core/extension.ts';
import { type Organisation, type PersonKey, slackUserId, type Team } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot, rolesOf } from '../core/roles.ts';
import type { Change } from '../store/commit.ts';
import { extensionIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { componentSubject, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

export function extensionSubject(id: string): Subject {
  return `extension/${id}`;
}

export function loadExtension(deps: Deps, id: string): Promise<Head<Extension> | undefined> {
  return readHead(deps.store, extensionSubject(id), extensionSchema);
}

export function noExtension(): Refusal<'no-extension'> {
  return refuse('no-extension', 'There is no such request to extend something.');
}

/** A step of the extension's chain: ids alone, never what people wrote. */
export function extensionChange(
  deps: Deps,
  extension: Extension,
  from: Change['from'],
  event: { kind: string; by: PersonKey | 'sweep'; data?: Change['event']['data'] },
): Change {
  const { id, request, component, version, team, state } = extension;
  const data = { request, component, version, team, state, ...event.data };
  const kind = event.by === 'sweep' ? 'system' : 'person';
  return {
    subject: extensionSubject(id),
    from,
    state: extension,
    index: extensionIndex(extension),
    event: { kind: event.kind, at: deps.now(), actor: { kind, id: event.by }, data },
  };
}

const ANSWER = 'extension-answer/';

/**
 * Every answer of the owner is a message of its own to whoever asked, so that it is noticed; the ones
 * before are changed in place.
 */
export function answerSubject(id: string, answer: number): string {
  return `${ANSWER}${id}/${answer}`;
}

/** Which extension a message of an answer is about, and which of its answers, from 1. */
export function readAnswerSubject(subject: string): { id: string; answer: number } {
  const [, id = '', answer = ''] = /^extension-answer\/([^/]+)\/(\d+)$/.exec(subject) ?? [];
  if (id === '') throw new Error('an answer is about an extension');
  return { id, answer: Number(answer) };
}

/** Its card, and all that whoever asked was told of it: drawn as it stands now. */
export function shownAnew(extension: Extension): Telling[] {
  const { id, channel, by, answers } = extension;
  const card = { what: 'extension-card' as const, subject: extensionSubject(id), place: channel };
  const told = answers.map((_, n) => ({
    what: 'extension-answer' as const,
    subject: answerSubject(id, n + 1),
    place: slackUserId(by),
  }));
  return [...(channel === '' ? [] : [card]), ...told];
}

/** Whose a component is. Shared ones are the platform's: "platform owns shared components". */
export interface Owners {
  readonly kind: 'owners';
  /** Under the name that it has today. */
  readonly component: Component;
  readonly organisation: Organisation;
  readonly team: Team | undefined;
  readonly shared: boolean;
  /** Where they are told; empty where nobody chose a channel yet. */
  readonly channel: string;
}

export async function ownersOf(deps: Deps, id: string): Promise<Owners | Refusal<'no-component'>> {
  const [organisation, component] = await Promise.all([
    loadOrganisation(deps),
    componentNow(deps, id),
  ]);
  if (!component) return refuse('no-component', `${id} is not in the catalog.`);
  const shared = component.visibility === 'shared';
  const team = await loadTeam(deps, shared ? organisation.platformTeam : component.team);
  const { platformChannel } = organisation;
  const channel = shared ? platformChannel : (team?.channel ?? platformChannel);
  return { kind: 'owners', component, organisation, team, shared, channel };
}

/** The component of this id, under the name that it has today. */
export async function componentNow(deps: Deps, id: string): Promise<Component | undefined> {
  const seen = new Set<string>();
  for (let at = id; !seen.has(at); ) {
    seen.add(at);
    const head = await readHead(deps.store, componentSubject(at), componentSchema);
    if (!head?.state.renamedTo) return head?.state;
    at = head.state.renamedTo;
  }
  return undefined;
}

/** Whether this person answers for the owners, and whether as one who leads them. */
export function mayAnswerFor(
  { organisation, team, shared }: Omit<Owners, 'kind' | 'channel' | 'component'>,
  person: PersonKey,
): { kind: 'may'; leads: boolean } | Refusal<'not-allowed'> {
  const admin = shared ? mayNot('answer-request', person, { organisation }) : undefined;
  if (shared && !admin) return { kind: 'may', leads: true };
  const refusal = mayNot('answer-extension', person, { organisation, team });
  if (refusal) return refusal;
  return { kind: 'may', leads: rolesOf(person, { organisation, team }).includes('lead') };
}

import { saltedDigest } from '../core/audit.ts';
import {
  answerExtension,
  type Extension,
  isOpen,
  mayNotAnswer,
  type OwnersAnswer,
  releasedSince,
  withdrawExtension,
} from '../core/extension.ts';
import type { PersonKey } from '../core/people.ts';
import { requestSchema, type WorkflowRequest } from '../core/request.ts';
import type { Refusal } from '../core/result.ts';
import { mayNot, rolesOf } from '../core/roles.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import { extensionPairKey, partKey } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import type { Key } from '../store/store.ts';
import { teamNames } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { pairItem } from './extension.ts';
import {
  extensionChange,
  extensionSubject,
  loadExtension,
  mayAnswerFor,
  noExtension,
  ownersOf,
  shownAnew,
} from './extension-store.ts';
import { releasesOf } from './register.ts';
import { requestChange } from './request.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

export type AnsweredExtension =
  | { readonly kind: 'answered'; readonly extension: Extension }
  | Refusal;

/** Who answers and what; when is known here. */
export type Saying = Omit<OwnersAnswer, 'by' | 'at'>;

/** The owner's answer: "a new release, or a team copy", or no. Told to whoever asked. */
export async function sayToExtension(
  deps: Deps,
  by: PersonKey,
  id: string,
  saying: Saying,
): Promise<AnsweredExtension> {
  return attempt(deps, async (): Promise<Step<AnsweredExtension>> => {
    const head = await loadExtension(deps, id);
    if (!head) return done(noExtension());
    const owners = await ownersOf(deps, head.state.component);
    if (owners.kind === 'refused') return done(owners);
    const may = mayAnswerFor(owners, by);
    if (may.kind === 'refused') return done(may);
    const { id: component } = owners.component;
    const releases = await releasesOf(deps, component);
    const given = { ...saying, by, at: deps.now() };
    const { leads } = may;
    const calendar = owners.organisation;
    const outcome = answerExtension(head.state, given, { component, leads, releases, calendar });
    return outcome.kind === 'refused' ? done(outcome) : answered(deps, head, outcome.extension, by);
  });
}

async function answered(
  deps: Deps,
  head: Head<Extension>,
  extension: Extension,
  by: PersonKey,
): Promise<Step<AnsweredExtension>> {
  const said = extension.answers.at(-1);
  const salt = deps.newId('salt');
  const reasonDigest = saltedDigest(said?.reason ?? '', salt, deps.sha);
  const data = { reasonDigest, ...(said?.version ? { released: said.version } : {}) };
  const event = { kind: 'extension.answered', by, data };
  const declined = extension.state === 'declined';
  const answer = said && { by, name: said.name, at: said.at, reason: said.reason };
  const request = declined
    ? await endRequest(deps, extension, by, { state: 'rejected', answer })
    : [];
  const key = partKey(extensionSubject(extension.id), `SALT#${extension.answers.length}`);
  return {
    kind: 'write',
    value: { kind: 'answered', extension },
    write: {
      changes: [extensionChange(deps, extension, head.chain, event), ...request],
      creates: [{ ...key, kind: 'salt', data: { salt } }],
      puts: declined ? [pairItem(extension, 'DECLINED')] : [],
      deletes: isOpen(extension) ? [] : await pairKeys(deps, extension),
      tell: shownAnew(extension),
    },
  };
}

/** The request that it came with ends with it, unless it was answered otherwise. */
async function endRequest(
  deps: Deps,
  { request: id }: Extension,
  by: PersonKey,
  end: Pick<WorkflowRequest, 'state' | 'answer'>,
): Promise<Change[]> {
  const head = await readHead(deps.store, `request/${id}`, requestSchema);
  if (head?.state.state !== 'extending') return [];
  const kind = end.state === 'withdrawn' ? 'request.withdrawn' : 'request.answered';
  const change = requestChange(deps, { ...head.state, ...end }, head.chain, kind);
  return [{ ...change, event: { ...change.event, actor: { kind: 'person', id: by } } }];
}

/** Where the team may ask for this component again, under any id that it ever had. */
export async function pairKeys(deps: Deps, { team, component }: Extension): Promise<Key[]> {
  const names = (await teamNames(deps.store)).all(team);
  return names.map((name) => extensionPairKey(name, component, 'OPEN'));
}

/** Taken back by whoever asked, or the lead of their team. */
export async function withdrawAsked(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<AnsweredExtension> {
  return attempt(deps, async (): Promise<Step<AnsweredExtension>> => {
    const head = await loadExtension(deps, id);
    if (!head) return done(noExtension());
    const [organisation, team] = await Promise.all([
      loadOrganisation(deps),
      loadTeam(deps, head.state.team),
    ]);
    const refusal = mayNot('request', by, { organisation, team });
    if (refusal) return done(refusal);
    const leads = rolesOf(by, { organisation, team }).includes('lead');
    const outcome = withdrawExtension(head.state, { by, at: deps.now(), leads });
    if (outcome.kind === 'refused') return done(outcome);
    const { extension } = outcome;
    const event = { kind: 'extension.withdrawn', by };
    const request = await endRequest(deps, extension, by, { state: 'withdrawn' });
    return {
      kind: 'write',
      value: { kind: 'answered', extension },
      write: {
        changes: [extensionChange(deps, extension, head.chain, event), ...request],
        deletes: await pairKeys(deps, extension),
        tell: shownAnew(extension),
      },
    };
  });
}

/** What an owner can choose from when they say which version it is; refused for who may not answer. */
export async function openAnswering(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<
  | { readonly kind: 'answering'; readonly extension: Extension; readonly since: readonly string[] }
  | Refusal
> {
  const head = await loadExtension(deps, id);
  if (!head) return noExtension();
  const owners = await ownersOf(deps, head.state.component);
  if (owners.kind === 'refused') return owners;
  const may = mayAnswerFor(owners, by);
  if (may.kind === 'refused') return may;
  const no = mayNotAnswer(head.state, { by }, may);
  if (no) return no;
  const releases = await releasesOf(deps, owners.component.id);
  return { kind: 'answering', extension: head.state, since: releasedSince(head.state, releases) };
}

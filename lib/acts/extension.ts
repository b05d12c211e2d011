import * as z from 'zod';
import { type Extension, isOpen, lastAnswer } from '../core/extension.ts';
import { dueAt, requestSchema } from '../core/request.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { extensionPairKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import { teamNames } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import {
  extensionChange,
  loadExtension,
  type Owners,
  ownersOf,
  shownAnew,
} from './extension-store.ts';
import { checkNeed, type Need, newRequest, requestChange } from './request.ts';
import { rememberAnswer } from './verdicts.ts';

/** What is asked of a component's owner, with the need that it came from. */
export interface Asked extends Need {
  readonly component: string;
  readonly missing: string;
  /** The declined one that whoever asks has read: it is asked anew all the same. */
  readonly knows?: string | undefined;
}

export type AskedOwner =
  /** `owner`: the name of the team that has to answer. */
  | { readonly kind: 'asked'; readonly extension: Extension; readonly owner: string }
  /** Nothing was written: the team waits for this one already. */
  | { readonly kind: 'before'; readonly extension: Extension }
  /** The owner declined the same; asking anew takes knowing that. */
  | { readonly kind: 'declined-before'; readonly extension: Extension }
  | Refusal<
      | 'not-allowed'
      | 'no-team'
      | 'bad-name'
      | 'no-component'
      | 'reason-required'
      | 'answered-already'
    >;

/**
 * "Extend (asks the component's owner …). Evidence and answer are kept; the same pair is not asked
 * again": a team that waits for the same component is led to what it asked already.
 */
export async function askExtension(deps: Deps, asked: Asked): Promise<AskedOwner> {
  if (asked.missing.trim() === '') {
    return refuse('reason-required', 'Say what is missing, so that its owner can judge.');
  }
  const outcome = await attempt(deps, async (): Promise<Step<AskedOwner>> => {
    const checked = await checkNeed(deps, asked);
    if (checked.kind === 'refused') return done(checked);
    const owners = await ownersOf(deps, asked.component);
    if (owners.kind === 'refused') return done(owners);
    const [request, pair] = await Promise.all([
      readHead(deps.store, `request/${asked.id}`, requestSchema),
      readPair(deps, checked.team.id, owners.component.id),
    ]);
    if (pair.open) return done({ kind: 'before', extension: pair.open });
    if (request) return done(refuse('answered-already', 'This request was sent before.'));
    if (pair.declined && pair.declined.id !== asked.knows) {
      return done({ kind: 'declined-before', extension: pair.declined });
    }
    return asking(deps, { ...asked, team: checked.team.id }, owners);
  });
  if (outcome.kind === 'asked') {
    const { component: reused, missing: because } = asked;
    await rememberAnswer(deps, asked, { because, reused });
  }
  return outcome;
}

function asking(deps: Deps, asked: Asked, owners: Owners): Step<AskedOwner> {
  const { component: _, missing, knows: __, ...need } = asked;
  const { organisation, component, channel, team: owner } = owners;
  const now = deps.now();
  const extension: Extension = {
    ...{ ...need, id: extensionId(need.id), request: need.id },
    ...{ component: component.id, version: component.latest, channel, missing },
    evidence: [...need.evidence],
    at: now,
    dueAt: dueAt(now, organisation),
    reminded: 0,
    state: 'open',
    answers: [],
  };
  const request = newRequest(need, now, organisation, {
    state: 'extending',
    because: missing,
    extension: extension.id,
  });
  const event = { kind: 'extension.asked', by: need.by };
  return {
    kind: 'write',
    value: { kind: 'asked', extension, owner: owner?.name ?? organisation.name },
    write: {
      changes: [
        extensionChange(deps, extension, undefined, event),
        requestChange(deps, request, undefined, 'request.extending'),
      ],
      creates: [pairItem(extension, 'OPEN')],
      tell: shownAnew(extension),
    },
  };
}

/** The same modal twice is one: a request asks for at most one extension. */
function extensionId(request: string): string {
  return `ext_${request.replace(/^req_/, '')}`;
}

const pairSchema = z.object({ extension: z.string() });

export function pairItem({ id, team, component }: Extension, which: 'OPEN' | 'DECLINED'): Item {
  const key = extensionPairKey(team, component, which);
  return { ...key, kind: 'extension-pair', data: { extension: id } };
}

/** What this team asked of the component, under any id that it ever had. */
async function readPair(deps: Deps, team: string, component: string) {
  const names = (await teamNames(deps.store)).all(team);
  const read = async (which: 'OPEN' | 'DECLINED') => {
    const found = await Promise.all(
      names.map(async (name) => {
        const key = extensionPairKey(name, component, which);
        const part = await readPart(deps.store, key, pairSchema);
        return part && (await loadExtension(deps, part.state.extension))?.state;
      }),
    );
    return found.flatMap((one) => one ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
  };
  const [open, declined] = await Promise.all([read('OPEN'), read('DECLINED')]);
  return { open: open.find(isOpen), declined: declined[0] };
}

/** What a team reads of what was declined before: the owner's words, kept for whoever asks again. */
export function declinedBefore(extension: Extension): Refusal<'declined-before'> {
  const answer = lastAnswer(extension);
  const why = answer?.reason ? `: ${answer.reason}` : '.';
  return refuse(
    'declined-before',
    `The owner of ${extension.component} declined this before${why} Ask anew only if something changed, naming ${extension.id} as "again".`,
    { extension: extension.id },
  );
}

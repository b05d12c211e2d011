import { allot, MOST_WHAT, type Notice } from '../core/notice.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { systemKey, touchOf } from '../core/systems.ts';
import { openNoticeKey, readOpenNotice } from '../store/systems.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { listDiscovered } from './discovered.ts';
import { inactiveAmong } from './inactive.ts';
import { tellables } from './notice-carry.ts';
import { loadNotice, noNotice, noticeChange, tellPlatform } from './notice-store.ts';
import { allTouching } from './reach.ts';
import { loadOrganisation, mayNotHere } from './standing.ts';

export interface NoticePreview {
  readonly kind: 'preview';
  /** As most of its workflows write it, else as it was typed. */
  readonly system: string;
  readonly workflows: number;
  /** People who get a message: one each. */
  readonly messages: number;
  /** Workflows of which nobody is left to tell: the platform's to look after. */
  readonly ownerless: readonly string[];
  /** Entries that were discovered and never registered, and name this system too. */
  readonly discovered: number;
  /** False where there were too many owners to ask Slack about each of them now; sending asks. */
  readonly checked: boolean;
}

type NotSent = Refusal<
  'not-allowed' | 'no-system' | 'nobody-touches' | 'notice-open' | 'bad-notice'
>;

/** Slack is asked about so many people while somebody waits for a preview. */
const MOST_CHECKED = 20;

/** "Previews": whom a notice about this system would tell of what, and what nobody would hear of. */
export async function previewNotice(
  deps: Deps,
  by: PersonKey,
  wanted: Omit<NoticeWanted, 'id'>,
): Promise<NoticePreview | NotSent> {
  const { system } = wanted;
  const ready = await readyFor(deps, by, system);
  if (ready.kind === 'refused') return ready;
  const bad = problemOf(wanted);
  if (bad) return bad;
  const { key } = ready;
  const [workflows, discovered] = await Promise.all([
    allTouching(deps, key),
    listDiscovered(deps, ['unclaimed', 'claimed', 'not-mine']),
  ]);
  const [first] = workflows;
  if (!first) return nobody(system);
  const all = await tellables(deps, workflows);
  const people = new Set(all.map(({ workflow }) => workflow.owner));
  const checked = people.size <= MOST_CHECKED;
  const gone = checked ? await inactiveAmong(deps, [...people]) : new Set<PersonKey>();
  const { holders, ownerless } = allot(all, gone);
  return {
    kind: 'preview',
    system: touchOf(first.systems, key)?.system ?? system.trim(),
    workflows: workflows.length,
    messages: holders.size,
    ownerless,
    discovered: discovered.filter((one) => one.systems.some((name) => systemKey(name) === key))
      .length,
    checked,
  };
}

function nobody(system: string): Refusal<'nobody-touches'> {
  const say = `No registered workflow touches "${system.slice(0, 100)}", so there is nobody to tell.`;
  return refuse('nobody-touches', say);
}

async function readyFor(
  deps: Deps,
  by: PersonKey,
  system: string,
): Promise<{ readonly kind: 'ready'; readonly key: string } | NotSent> {
  const refusal = await mayNotHere(deps, 'send-notice', by);
  if (refusal) return refusal;
  const key = systemKey(system);
  if (key === '') return refuse('no-system', 'Name the system, like CRM.');
  return (await stillOpen(deps, key)) ?? { kind: 'ready', key };
}

async function stillOpen(deps: Deps, key: string): Promise<Refusal<'notice-open'> | undefined> {
  const open = await readOpenNotice(deps.store, key);
  const notice = open && (await loadNotice(deps, open))?.state;
  if (!notice) return undefined;
  const say = `A notice about ${notice.system} is open already. Close it on its card before you send the next.`;
  return refuse('notice-open', say, { notice: notice.id });
}

export interface NoticeWanted {
  /** Drawn when the form was opened: the same form sent twice is one notice. */
  readonly id: string;
  readonly system: string;
  readonly what: string;
  readonly link?: string | undefined;
}

export type NoticeSent = { readonly kind: 'notice'; readonly notice: Notice } | NotSent;

/**
 * Opens the notice; the sweep then tells each owner once. One notice a system is open at a time,
 * whoever sends how many at once.
 */
export async function sendNotice(
  deps: Deps,
  by: PersonKey,
  wanted: NoticeWanted,
): Promise<NoticeSent> {
  const refusal = await mayNotHere(deps, 'send-notice', by);
  if (refusal) return refusal;
  const bad = problemOf(wanted);
  if (bad) return bad;
  const { platformChannel } = await loadOrganisation(deps);
  return attempt(deps, async (): Promise<Step<NoticeSent>> => {
    const before = (await loadNotice(deps, wanted.id))?.state;
    if (before) return done({ kind: 'notice', notice: before });
    const ready = await readyFor(deps, by, wanted.system);
    if (ready.kind === 'refused') return done(ready);
    const { key } = ready;
    const { id, system, what, link } = wanted;
    const notice: Notice = {
      ...{ id, key, by, at: deps.now(), state: 'sending', ownerless: [] },
      system: system.trim(),
      what: what.trim(),
      ...(link ? { link } : {}),
    };
    const actor = { kind: 'person' as const, id: by };
    const happened = { kind: 'notice.opened', actor, data: {} };
    return {
      kind: 'write',
      value: { kind: 'notice', notice },
      write: {
        changes: [noticeChange(deps, notice, undefined, happened)],
        creates: [{ ...openNoticeKey(key), kind: 'open-notice', data: { notice: id } }],
        tell: tellPlatform(id, platformChannel),
      },
    };
  });
}

function problemOf({ what, link }: Omit<NoticeWanted, 'id'>): Refusal<'bad-notice'> | undefined {
  if (what.trim() === '') return refuse('bad-notice', 'Say what changed.', { field: 'what' });
  if (what.trim().length > MOST_WHAT) {
    const say = `Say it in at most ${MOST_WHAT} characters.`;
    return refuse('bad-notice', say, { field: 'what' });
  }
  if (link !== undefined && !isWebAddress(link)) {
    const say = 'Write the link in full, beginning with https://.';
    return refuse('bad-notice', say, { field: 'link' });
  }
  return undefined;
}

const WEB = /^https?:\/\/[^\s<>|"]{1,1900}$/;

function isWebAddress(link: string): boolean {
  return WEB.test(link);
}

type Changed = { readonly kind: 'notice'; readonly notice: Notice };

/** Ends a notice: nothing is asked any more, and the next one about this system may be sent. */
export function closeNotice(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Changed | Refusal<'not-allowed' | 'no-notice'>> {
  return change(deps, by, id, (notice) =>
    notice.state === 'closed'
      ? undefined
      : { ...notice, state: 'closed', closed: { by, at: deps.now() } },
  );
}

/** Owners who came later, and workflows that were registered since, are told too: each once. */
export function tellNewOwners(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<Changed | Refusal<'not-allowed' | 'no-notice'>> {
  return change(deps, by, id, (notice) =>
    notice.state === 'sent' ? { ...notice, state: 'sending' } : undefined,
  );
}

async function change(
  deps: Deps,
  by: PersonKey,
  id: string,
  decide: (notice: Notice) => Notice | undefined,
): Promise<Changed | Refusal<'not-allowed' | 'no-notice'>> {
  const refusal = await mayNotHere(deps, 'send-notice', by);
  if (refusal) return refusal;
  const { platformChannel } = await loadOrganisation(deps);
  return attempt(deps, async (): Promise<Step<Changed | Refusal<'no-notice'>>> => {
    const head = await loadNotice(deps, id);
    if (!head) return done(noNotice(id));
    const notice = decide(head.state);
    if (!notice) return done({ kind: 'notice', notice: head.state });
    const kind = notice.state === 'closed' ? 'notice.closed' : 'notice.sent-on';
    const happened = { kind, actor: { kind: 'person' as const, id: by }, data: {} };
    const deletes = notice.state === 'closed' ? [openNoticeKey(notice.key)] : [];
    return {
      kind: 'write',
      value: { kind: 'notice', notice },
      write: {
        changes: [noticeChange(deps, notice, head, happened)],
        deletes,
        tell: tellPlatform(id, platformChannel),
      },
    };
  });
}

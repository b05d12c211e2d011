import * as z from 'zod';
import { type PersonKey, personKeySchema } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import type { Workflow } from './workflow.ts';

export const MOST_WHAT = 1000;
const MOST_OWNERLESS = 100;
/** So many workflows of one person one message can ask about: its head has to stay an item. */
export const MOST_ASKED = 500;

/** "A vendor changed its screens: previews, then tells each owner once." */
export const noticeSchema = z.object({
  id: z.string(),
  system: z.string(),
  /** What the system is filed by. */
  key: z.string(),
  what: z.string().max(MOST_WHAT),
  link: z.string().max(2000).optional(),
  by: personKeySchema,
  at: z.string(),
  /** `sending`: owners are still being told, and the sweep goes on with it. */
  state: z.enum(['sending', 'sent', 'closed']),
  /** Workflows of which nobody was left to tell, the first ones. */
  ownerless: z.array(z.string()).max(MOST_OWNERLESS),
  closed: z.strictObject({ by: personKeySchema, at: z.string() }).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const SAYS = ['works', 'broken', 'paused'] as const;
export type Says = (typeof SAYS)[number];

/** What one person is asked: one message, however many workflows. */
export const noticeAskSchema = z.object({
  notice: z.string(),
  holder: personKeySchema,
  at: z.string(),
  workflows: z
    .array(
      z.strictObject({
        id: z.string(),
        answer: z
          .strictObject({ says: z.enum(SAYS), by: personKeySchema, at: z.string() })
          .optional(),
      }),
    )
    .max(MOST_ASKED),
});
export type NoticeAsk = z.infer<typeof noticeAskSchema>;

/** Who may be told about a workflow, first to last. */
export interface Tellable {
  readonly workflow: Pick<Workflow, 'id' | 'owner' | 'backup'>;
  /** The team's lead, and who stands in for the lead. */
  readonly leads: readonly PersonKey[];
}

/** "Backup, lead, platform, in that order, never silently": undefined is the platform's to look after. */
export function holderFor(
  { workflow, leads }: Tellable,
  gone: ReadonlySet<PersonKey>,
): PersonKey | undefined {
  const inOrder = [workflow.owner, workflow.backup, ...leads];
  return inOrder.find((one) => one !== undefined && !gone.has(one));
}

export interface Allotted {
  /** Workflow ids by who is told of them, each list by name. */
  readonly holders: ReadonlyMap<PersonKey, readonly string[]>;
  readonly ownerless: readonly string[];
}

/** Who is told of what: one message a person, and what is left over for the platform. */
export function allot(all: readonly Tellable[], gone: ReadonlySet<PersonKey>): Allotted {
  const holders = new Map<PersonKey, string[]>();
  const ownerless: string[] = [];
  for (const one of [...all].sort((a, b) => (a.workflow.id < b.workflow.id ? -1 : 1))) {
    const holder = holderFor(one, gone);
    if (holder === undefined) ownerless.push(one.workflow.id);
    else holders.set(holder, [...(holders.get(holder) ?? []), one.workflow.id]);
  }
  return { holders, ownerless };
}

/** The ask with these workflows in it too; undefined when they are all in it, or it is full. */
export function askedAlso(
  before: NoticeAsk | undefined,
  fresh: Pick<NoticeAsk, 'notice' | 'holder' | 'at'>,
  ids: readonly string[],
): NoticeAsk | undefined {
  const known = before?.workflows ?? [];
  const missing = ids.filter((id) => !known.some((one) => one.id === id));
  const room = missing.slice(0, MOST_ASKED - known.length);
  if (room.length === 0) return undefined;
  return { ...(before ?? fresh), workflows: [...known, ...room.map((id) => ({ id }))] };
}

/** Everybody was told: what nobody could be told of stays on the platform's card. */
export function sent(notice: Notice, ownerless: readonly string[]): Notice {
  return { ...notice, state: 'sent', ownerless: ownerless.slice(0, MOST_OWNERLESS) };
}

/** One answer about one workflow. The same answer again changes nothing. */
export function answerAsk(
  notice: Notice,
  ask: NoticeAsk,
  { workflow, ...answer }: { workflow: string; says: Says; by: PersonKey; at: string },
):
  | { readonly kind: 'answered' | 'unchanged'; readonly ask: NoticeAsk }
  | Refusal<'notice-closed' | 'not-asked'> {
  const asked = ask.workflows.find((one) => one.id === workflow);
  if (!asked) return refuse('not-asked', `This notice does not ask about "${workflow}".`);
  if (notice.state === 'closed') {
    return refuse('notice-closed', 'The platform team closed this notice. Nothing is left to do.');
  }
  if (asked.answer?.says === answer.says) return { kind: 'unchanged', ask };
  const workflows = ask.workflows.map((one) => (one === asked ? { ...one, answer } : one));
  return { kind: 'answered', ask: { ...ask, workflows } };
}

/** How many workflows were answered how; `open` have no answer yet. */
export function tally(asks: readonly NoticeAsk[]): Record<Says | 'open', number> {
  const counts = { works: 0, broken: 0, paused: 0, open: 0 };
  for (const { answer } of asks.flatMap((ask) => ask.workflows)) {
    counts[answer?.says ?? 'open'] += 1;
  }
  return counts;
}

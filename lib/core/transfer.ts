import * as z from 'zod';
import type { Component } from './component.ts';
import { ERASED, type Erased } from './erasure.ts';
import { leadsOf } from './gate.ts';
import { type PersonKey, personKeySchema, type Team } from './people.ts';
import { type Refusal, refuse } from './result.ts';

const TRANSFER_STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const;
type TransferState = (typeof TRANSFER_STATES)[number];

/** A component on its way from one team to another: its lead proposes, the other's accepts. */
export const transferSchema = z.object({
  id: z.string(),
  component: z.string(),
  from: z.string(),
  to: z.string(),
  by: personKeySchema,
  at: z.string(),
  state: z.enum(TRANSFER_STATES),
  end: z.strictObject({ by: personKeySchema, name: z.string(), at: z.string() }).optional(),
});
export type Transfer = z.infer<typeof transferSchema>;

const WORDS: Readonly<Record<TransferState, string>> = {
  open: 'waiting',
  accepted: 'accepted',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

type NotProposed = Refusal<'platform-owns' | 'same-team'>;

/** "A team owns its local components", and gives away those alone. */
export function proposeTransfer(
  { component, from, to }: { component: Component; from: Team; to: Team },
  { id, by, at }: { id: string; by: PersonKey; at: string },
): { kind: 'proposed'; transfer: Transfer } | NotProposed {
  if (component.visibility === 'shared') {
    return refuse(
      'platform-owns',
      `${component.id} is shared, so the platform team owns it. To be a team's again it is first taken back from the shared catalog.`,
    );
  }
  if (from.id === to.id) {
    return refuse('same-team', `${component.id} belongs to ${to.name} already.`);
  }
  const transfer = { id, component: component.id, from: from.id, to: to.id, by, at };
  return { kind: 'proposed', transfer: { ...transfer, state: 'open' } };
}

/**
 * "Its lead proposes, the other's accepts": an admin may propose it in the lead's stead, and does not
 * take it for a team of their own then. Whoever leads both teams is both.
 */
export function mayNotTake(
  { by: proposer, component }: Transfer,
  by: PersonKey,
  giver: Team | undefined,
): Refusal<'own-request'> | undefined {
  if (proposer !== by || (giver && leadsOf(giver).includes(by))) return undefined;
  const say = `You offered ${component} yourself, and do not lead the team that gives it. Its lead offers it, or somebody else who leads yours accepts.`;
  return refuse('own-request', say);
}

/** Answered once: by the receiving lead, or taken back by those who proposed it. */
export function endTransfer(
  transfer: Transfer,
  state: Exclude<TransferState, 'open'>,
  end: { by: PersonKey; name: string; at: string },
): { kind: 'ended'; transfer: Transfer } | Refusal<'answered-already'> {
  if (transfer.state !== 'open') {
    const who = transfer.end ? ` by ${transfer.end.name}` : '';
    return refuse('answered-already', `This is ${WORDS[transfer.state]} already${who}.`);
  }
  return { kind: 'ended', transfer: { ...transfer, state, end } };
}

/** Without the name of whoever ended it. */
export function erasedTransfer(
  transfer: Transfer,
  person: PersonKey,
): Erased<Transfer> | undefined {
  const { end } = transfer;
  if (end?.by !== person || end.name === ERASED) return undefined;
  return { state: { ...transfer, end: { ...end, name: ERASED } }, parts: [] };
}

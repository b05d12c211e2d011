import { beforeEach, expect } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import type { Approval } from '../../lib/core/approval.ts';
import { type Delivery, deliver } from '../../lib/deliver/deliver.ts';
import type { SlackPort } from '../../lib/deliver/slack.ts';
import { type Posted, readPosted } from '../../lib/store/posted.ts';
import { asked, registered, stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile, type TestEngine } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { type FakeSlack, fakeSlack } from './fake-slack.ts';

export interface OneCard {
  readonly engine: TestEngine;
  readonly deps: TestDeps;
  readonly slack: FakeSlack;
  readonly approval: Approval;
  /** The row of the asked approval's card. */
  readonly row: string;
}

/** One approval that waits, its card not yet posted; new for every test. */
export function oneCard(): () => OneCard {
  const engine = engineOfFile();
  let card: OneCard | undefined;
  beforeEach(async () => {
    const deps = await stage(engine());
    const approval = await asked(deps, await registered(deps));
    const row = (await unsent(deps))[0]?.id ?? 'none';
    card = { engine: engine(), deps, slack: fakeSlack(), approval, row };
  });
  return () => {
    if (!card) throw new Error('within tests only');
    return card;
  };
}

/** The colleague approves; the id of the row that tells of it. */
export async function decided({ deps, approval }: OneCard): Promise<string> {
  const { id, digest } = approval;
  const before = new Set((await unsent(deps)).map((one) => one.id));
  const said = { choice: 'approve' as const, digest, reason: '' };
  expect(await decideApproval(deps, COLLEAGUE, id, said)).toMatchObject({ kind: 'decided' });
  return (await unsent(deps)).find((one) => !before.has(one.id))?.id ?? 'none';
}

/** What is on record of the card's message. */
export async function posted({ deps, approval }: OneCard): Promise<Posted | undefined> {
  return (await readPosted(deps.store, `approval/${approval.id}`, approval.channel))?.state;
}

/** Rows that still are to be sent. */
export async function open({ deps }: OneCard): Promise<string[]> {
  return (await unsent(deps)).map((one) => one.id);
}

/** What became of a row, in one word. */
export async function deliverRow(
  deps: Deps,
  slack: SlackPort,
  rowId: string,
): Promise<Delivery['kind']> {
  return (await deliver(deps, slack, rowId)).kind;
}

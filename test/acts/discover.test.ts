import { beforeEach, describe, expect, test } from 'vitest';
import { comparedSources, type Discovering, discover } from '../../lib/acts/discover.ts';
import { seenItemSchema } from '../../lib/core/estate-source.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OWNER } from '../kit/people.ts';
import { importRows, row } from './estate-kit.ts';
import { breaks, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const item = (name: string, purpose = '') =>
  seenItemSchema.parse({ ref: `role/${name}`, name, purpose });
const list = (...names: readonly string[]): Discovering => ({
  kind: 'iam',
  name: 'Production',
  items: names.map((name) => item(name)),
});

async function compared(what: Discovering, by = ADMIN) {
  const outcome = await discover(deps, by, what);
  if (outcome.kind === 'refused') throw new Error(outcome.why);
  return outcome;
}

describe('a comparison', () => {
  test('reports what is not registered, and what vanished since the last one', async () => {
    await registered(deps);
    await importRows(deps, [row({ name: 'Known already' })]);
    const first = await compared(list('reply-bot', 'known-already', 'stranger', 'other'));
    expect(first.unregistered.map((one) => one.name)).toEqual(['stranger', 'other']);
    expect(first.vanished).toEqual([]);
    const second = await compared(list('reply-bot', 'stranger'));
    expect(second.vanished).toEqual(['known-already', 'other']);
    expect(second.source.counts).toEqual({
      seen: 2,
      unregistered: 1,
      vanished: 2,
      lookAlikes: 0,
    });
  });

  test('is kept with its counts, one source a name, each time an event', async () => {
    await compared(list('a'));
    deps.pass(60);
    await compared(list('a', 'b'));
    await compared({ ...list('a'), name: 'Test' });
    expect(await comparedSources(deps)).toMatchObject([
      { kind: 'iam', name: 'production', by: ADMIN, counts: { seen: 2 } },
      { kind: 'iam', name: 'test', counts: { seen: 1 } },
    ]);
    expect(await kindsOf(deps, 'source/iam:production')).toEqual([
      'source.compared',
      'source.compared',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('leaves no names in the log', async () => {
    await compared(list('a-telling-name'));
    expect((await exported(deps)).join()).not.toContain('a-telling-name');
  });

  test('shows what looks like something that is known', async () => {
    const items = [
      item('customer-reply-helper', 'Drafts replies to customer support tickets.'),
      item('parcel-sorter', 'Weighs parcels at the dock.'),
    ];
    const { lookAlikes } = await compared({ ...list(), items });
    expect(lookAlikes.map((one) => [one.item.name, one.like])).toEqual([
      ['customer-reply-helper', 'plugin/reply-drafter'],
    ]);
    expect(lookAlikes[0]?.why).toContain('Also about');
  });

  test('of a marketplace looks at the catalog', async () => {
    const found = await compared({ ...list('reply-drafter', 'other'), kind: 'marketplace' });
    expect(found.unregistered.map((one) => one.name)).toEqual(['other']);
  });

  test('of an empty source knows that all of it vanished', async () => {
    await compared(list('a', 'b'));
    expect((await compared(list())).vanished).toEqual(['a', 'b']);
  });
});

test('two comparisons at once are both kept', async () => {
  await Promise.all([compared(list('a')), compared(list('a', 'b'))]);
  expect(await kindsOf(deps, 'source/iam:production')).toHaveLength(2);
  expect(await breaks(deps)).toEqual([]);
});

test.each([
  ['a member of a team', OWNER],
  ['an auditor', AUDITOR],
])('is not for %s', async (_, by) => {
  expect(await discover(deps, by, list('a'))).toMatchObject({ why: 'not-allowed' });
  expect(await comparedSources(deps)).toEqual([]);
});

test('a source without a usable name is refused', async () => {
  const outcome = await discover(deps, ADMIN, { ...list('a'), name: '…' });
  expect(outcome).toMatchObject({ kind: 'refused', why: 'bad-name' });
});

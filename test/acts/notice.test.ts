import { beforeEach, describe, expect, test } from 'vitest';
import { closeNotice, previewNotice, sendNotice, tellNewOwners } from '../../lib/acts/notice.ts';
import { loadNotice } from '../../lib/acts/notice-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { importRows, row } from './estate-kit.ts';
import { messages, opened, told, WANTED } from './notice-kit.ts';
import { breaks, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';
import { bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await bots(deps, 2);
});

const preview = (system: string) => previewNotice(deps, ADMIN, { ...WANTED, system });

describe('a preview', () => {
  test('counts workflows, messages, and what nobody hears of', async () => {
    await registered(deps, { ...MANIFEST, owner_person: COLLEAGUE });
    await importRows(deps, [row({ name: 'Old agent', systems: ['c r m'] })]);
    expect(await preview('C R M')).toEqual({
      kind: 'preview',
      system: 'crm',
      workflows: 3,
      messages: 2,
      ownerless: [],
      discovered: 1,
      checked: true,
    });
    expect((await unsent(deps)).some((one) => one.what === 'notice-card')).toBe(false);
  });

  test('tells the backup where the owner has left, and names what is left over', async () => {
    await registered(deps, { ...MANIFEST, backup: COLLEAGUE });
    deps.change(OWNER, { deactivated: true });
    expect(await preview('crm')).toMatchObject({
      messages: 1,
      ownerless: ['bot-00', 'bot-01'],
    });
  });

  test.each([
    ['mail', 'nobody-touches'],
    [' ', 'no-system'],
  ])('of "%s" is refused: %s', async (system, why) => {
    expect(await preview(system)).toMatchObject({ why });
  });
});

test.each([
  ['an auditor', AUDITOR],
  ['an owner', OWNER],
])('%s sends none', async (_, by) => {
  expect(await previewNotice(deps, by, WANTED)).toMatchObject({ why: 'not-allowed' });
  expect(await sendNotice(deps, by, WANTED)).toMatchObject({ why: 'not-allowed' });
});

describe('sending', () => {
  test('opens it at once, and the sweep tells each owner once', async () => {
    expect(await opened(deps)).toMatchObject({ id: 'ntc_1', state: 'sending', key: 'crm' });
    expect(await messages(deps)).toEqual([]);
    expect(await sweepDue(deps)).toMatchObject({ noticed: 1 });
    expect(await messages(deps)).toEqual([OWNER.split('/')[1]]);
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
    expect(await kindsOf(deps, 'notice/ntc_1')).toEqual(['notice.opened', 'notice.sent']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('the same form twice is one notice', async () => {
    await opened(deps);
    expect(await opened(deps)).toMatchObject({ id: 'ntc_1' });
    expect(await kindsOf(deps, 'notice/ntc_1')).toEqual(['notice.opened']);
  });

  test('another one about the same system waits until the first is closed', async () => {
    await told(deps);
    const next = { ...WANTED, id: 'ntc_2', system: 'c r m' };
    expect(await sendNotice(deps, ADMIN, next)).toMatchObject({ why: 'notice-open' });
    await closeNotice(deps, ADMIN, 'ntc_1');
    expect(await sendNotice(deps, ADMIN, next)).toMatchObject({ kind: 'notice' });
  });

  test.each([
    [{ what: ' ' }, 'what'],
    [{ what: 'x'.repeat(1001) }, 'what'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ link: 'https://a.example/<!channel>' }, 'link'],
  ])('%j is refused at its field', async (spoiled, field) => {
    const outcome = await sendNotice(deps, ADMIN, { ...WANTED, ...spoiled });
    expect(outcome).toMatchObject({ why: 'bad-notice', facts: { field } });
  });

  test('keeps what was written out of the log', async () => {
    await told(deps);
    const { chain } = (await loadNotice(deps, 'ntc_1')) ?? {};
    expect(chain?.seq).toBe(2);
  });
});

describe('closing', () => {
  test('ends it once, also while owners are being told', async () => {
    await opened(deps);
    expect(await closeNotice(deps, ADMIN, 'ntc_1')).toMatchObject({ notice: { state: 'closed' } });
    await closeNotice(deps, ADMIN, 'ntc_1');
    expect(await sweepDue(deps)).toMatchObject({ noticed: 0 });
    expect(await messages(deps)).toEqual([]);
    expect(await kindsOf(deps, 'notice/ntc_1')).toEqual(['notice.opened', 'notice.closed']);
  });

  test('is for platform admins, and of what there is', async () => {
    await opened(deps);
    expect(await closeNotice(deps, OWNER, 'ntc_1')).toMatchObject({ why: 'not-allowed' });
    expect(await closeNotice(deps, ADMIN, 'ntc_9')).toMatchObject({ why: 'no-notice' });
  });
});

test('who came later is told too, and nobody a second time', async () => {
  await told(deps);
  await registered(deps, { ...MANIFEST, owner_person: COLLEAGUE });
  await tellNewOwners(deps, ADMIN, 'ntc_1');
  await sweepDue(deps);
  const ids = [OWNER, COLLEAGUE].map((one) => one.split('/')[1]);
  expect((await messages(deps)).sort()).toEqual(ids.sort());
});

import { beforeEach, describe, expect, test } from 'vitest';
import { nameFirstAdmin } from '../../lib/acts/set-up.ts';
import { newSetUpCode } from '../../lib/acts/set-up-code.ts';
import { setUpFirst, setUpStage } from '../../lib/acts/set-up-first.ts';
import { answerChange } from '../../lib/acts/settings-change.ts';
import { loadOrganisation, loadTeam } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { FAULTS, kindsOfOutcomes, race, track } from './race.ts';
import { firstCode, makeBare } from './settings-kit.ts';
import { breaks, kindsOf, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let code: string;
beforeEach(async () => {
  deps = await stage(engine());
  code = await firstCode(deps);
});

const channels = { platformChannel: 'C0PLATFORM', catalogChannel: 'C0CATALOG' };
const first = (more: object = {}) => ({ code, second: undefined, ...channels, ...more });

test('the code makes whoever submits it the first admin, with channels and a platform team', async () => {
  expect(await setUpStage(deps, OWNER)).toEqual({ kind: 'needs-code' });
  const typed = code.toLowerCase().replaceAll('-', ' ');
  expect(await setUpFirst(deps, OWNER, first({ code: typed }))).toEqual({
    kind: 'set-up',
    secondRefused: undefined,
  });
  expect(await loadOrganisation(deps)).toMatchObject({ admins: [OWNER], ...channels });
  expect(await loadTeam(deps, 'ai-core')).toMatchObject({ lead: OWNER, channel: 'C0PLATFORM' });
  expect(await setUpStage(deps, OWNER)).toMatchObject({ kind: 'done' });
  expect(await breaks(deps)).toEqual([]);
});

test('a platform team that exists stays as it is', async () => {
  await setUpFirst(deps, OWNER, first());
  const team = await loadTeam(deps, 'ai-core');
  await makeBare(deps);
  const again = await newSetUpCode(deps);
  await setUpFirst(deps, COLLEAGUE, first({ code: again?.code }));
  expect(await loadTeam(deps, 'ai-core')).toEqual(team);
});

test('the second admin is one at once, flagged until he confirms, and is told so', async () => {
  await setUpFirst(deps, OWNER, first({ second: COLLEAGUE }));
  const { admins, flagged = [] } = await loadOrganisation(deps);
  expect(admins).toEqual([OWNER, COLLEAGUE]);
  const rows = await unsent(deps);
  expect(rows.map((row) => row.place).sort()).toEqual(['C0PLATFORM', 'U0AUDITOR', 'U0COLLEAGUE']);
  const confirm = { answer: 'countersign', reason: '', name: 'colleague' } as const;
  expect(await answerChange(deps, COLLEAGUE, flagged[0]?.change ?? '', confirm)).toMatchObject({
    kind: 'answered',
  });
  expect((await loadOrganisation(deps)).flagged).toEqual([]);
});

describe('the code', () => {
  const badCode = { why: 'bad-code', facts: { field: 'code' } };
  test('works once', async () => {
    await setUpFirst(deps, OWNER, first());
    expect(await setUpFirst(deps, COLLEAGUE, first())).toMatchObject({ why: 'set-up-already' });
    await makeBare(deps);
    expect(await setUpFirst(deps, COLLEAGUE, first())).toMatchObject(badCode);
  });
  test('works for 60 minutes', async () => {
    deps.pass(59);
    expect(await setUpFirst(deps, OWNER, first({ platformChannel: '' }))).toMatchObject({
      why: 'bad-setting',
      facts: { field: 'platformChannel' },
    });
    deps.pass(1);
    expect(await setUpFirst(deps, OWNER, first())).toMatchObject(badCode);
  });
  test('that is wrong asks Slack about nobody, and leaves a trace', async () => {
    expect(await setUpFirst(deps, OWNER, first({ code: 'AAAA-BBBB-CCCC' }))).toMatchObject(badCode);
    expect(deps.lookups()).toBe(0);
    const about = 'organisation/home';
    const traces = await Promise.all(
      Array.from({ length: 8 }, (_, shard) => kindsOf(deps, `refusals/${shard}`)),
    );
    expect([about, traces.flat()]).toEqual([about, ['refused']]);
  });
  test('is not used up by a form that is refused', async () => {
    expect(await setUpFirst(deps, OWNER, first({ second: OWNER }))).toMatchObject({
      facts: { field: 'second' },
    });
    expect(await setUpFirst(deps, OWNER, first())).toMatchObject({ kind: 'set-up' });
  });
});

test.each([
  [{ guest: true }, 'guest'],
  [{ bot: true }, 'bot'],
  [{ deactivated: true }, 'deactivated'],
  [{ outside: true }, 'outside'],
])('whom Slack calls %j neither sets up nor is named second', async (how, why) => {
  deps.change(OWNER, how);
  expect(await setUpFirst(deps, OWNER, first())).toMatchObject({ why, facts: { field: 'code' } });
  expect(await setUpFirst(deps, COLLEAGUE, first({ second: OWNER }))).toMatchObject({
    why,
    facts: { field: 'second' },
  });
  expect((await loadOrganisation(deps)).admins).toEqual([]);
});

test('somebody of another organisation is refused whatever the code', async () => {
  expect(await setUpFirst(deps, OUTSIDER, first())).toMatchObject({ why: 'not-allowed' });
  expect(await setUpStage(deps, OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

test('the admin whom the deploy named needs no code, and nobody else gets in', async () => {
  await nameFirstAdmin(deps, ADMIN);
  expect(await setUpStage(deps, ADMIN)).toEqual({ kind: 'needs-channels' });
  expect(await setUpStage(deps, OWNER)).toMatchObject({ kind: 'done' });
  expect(await setUpFirst(deps, OWNER, first())).toMatchObject({ why: 'set-up-already' });
  expect(await setUpFirst(deps, ADMIN, first({ code: '', second: OWNER }))).toMatchObject({
    kind: 'set-up',
  });
  expect(await loadOrganisation(deps)).toMatchObject({ admins: [ADMIN, OWNER], ...channels });
});

const at = track();
test.each(FAULTS)(
  'two people use the code at once: one admin, with the fault: %s',
  async (fault) => {
    await makeBare(at.deps);
    const given = await newSetUpCode(at.deps);
    const form = first({ code: given?.code });
    const outcomes = await race(
      { proxy: at.proxy, subject: 'organisation/home', fault },
      () => setUpFirst(at.left, OWNER, form),
      () => setUpFirst(at.right, COLLEAGUE, form),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['refused', 'set-up']);
    const { admins } = await loadOrganisation(at.deps);
    expect(admins).toEqual([outcomes[0].kind === 'set-up' ? OWNER : COLLEAGUE]);
    expect(await breaks(at.deps)).toEqual([]);
  },
);

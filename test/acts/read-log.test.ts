import { beforeAll, describe, expect, test } from 'vitest';
import { exportLog } from '../../lib/acts/export-log.ts';
import { eventOf } from '../../lib/acts/log-pages.ts';
import { readLog, readOwnLog } from '../../lib/acts/read-log.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { askedOwner } from './extending.ts';
import { asked, breaks, exported, kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeAll(async () => {
  deps = await stage(engine());
  const workflow = await registered(deps);
  deps.pass(1);
  await registered(deps, { ...MANIFEST, purpose: 'Drafts replies' });
  deps.pass(1);
  approval = await asked(deps, workflow);
});

const kinds = (page: Awaited<ReturnType<typeof readLog>>) =>
  page.kind === 'log' ? page.lines.map((line) => eventOf(line).kind) : page.why;

describe('the log of one thing', () => {
  test('comes newest first, page by page', async () => {
    const subject = 'workflow/reply-bot';
    expect(kinds(await readLog(deps, OWNER, subject, { most: 10 }))).toEqual([
      'workflow.revised',
      'workflow.registered',
    ]);
    expect(kinds(await readLog(deps, OWNER, subject, { most: 1 }))).toEqual(['workflow.revised']);
    expect(kinds(await readLog(deps, OWNER, subject, { most: 1, before: 2 }))).toEqual([
      'workflow.registered',
    ]);
    expect(kinds(await readLog(deps, OWNER, subject, { most: 1, before: 1 }))).toEqual([]);
  });

  test.each([
    ['the owning team', COLLEAGUE, ['approval.asked']],
    ['auditors', AUDITOR, ['approval.asked']],
    ['platform admins', ADMIN, ['approval.asked']],
    ['no other team', SALES_LEAD, 'not-allowed'],
    ['no other organisation', OUTSIDER, 'not-allowed'],
  ])('is for %s', async (_, person, seen) => {
    expect(kinds(await readLog(deps, person, `approval/${approval.id}`, { most: 10 }))).toEqual(
      seen,
    );
  });

  test.each(['workflow/none', 'approval/none', 'request/none', 'nonsense', '', '../x'])(
    'of %j is none',
    async (subject) => {
      expect(await readLog(deps, AUDITOR, subject, { most: 10 })).toMatchObject({
        why: 'no-subject',
      });
      expect(await readLog(deps, OWNER, subject, { most: 10 })).toMatchObject({ kind: 'refused' });
    },
  );
});

test('what a team asked of an owner is read by the team', async () => {
  await askedOwner(deps);
  const read = (by: string) => readLog(deps, by, 'extension/ext_1', { most: 10 });
  expect(kinds(await read(OWNER))).toEqual(['extension.asked']);
  expect(kinds(await read(SALES_LEAD))).toEqual('not-allowed');
});

test("a workflow's story has its approvals too", async () => {
  expect(kinds(await readLog(deps, OWNER, 'story/reply-bot', { most: 10 }))).toEqual([
    'approval.asked',
    'workflow.revised',
    'workflow.registered',
  ]);
  expect(kinds(await readLog(deps, OWNER, 'story/reply-bot', { most: 2 }))).toEqual([
    'approval.asked',
    'workflow.revised',
  ]);
  expect(kinds(await readLog(deps, SALES_LEAD, 'story/reply-bot', { most: 2 }))).toBe(
    'not-allowed',
  );
});

test("somebody's own log is that of their teams", async () => {
  expect(kinds(await readOwnLog(deps, COLLEAGUE, 10))).toEqual([
    'approval.asked',
    'workflow.revised',
    'workflow.registered',
  ]);
  expect(kinds(await readOwnLog(deps, COLLEAGUE, 2))).toEqual([
    'approval.asked',
    'workflow.revised',
  ]);
  expect(kinds(await readOwnLog(deps, SALES_LEAD, 10))).toEqual([]);
  expect(kinds(await readOwnLog(deps, OUTSIDER, 10))).toBe('not-allowed');
});

describe('the export', () => {
  test('is for auditors alone', async () => {
    for (const person of [OWNER, ADMIN, OUTSIDER]) {
      expect(await exportLog(deps, person)).toMatchObject({ why: 'not-allowed' });
    }
  });

  test('holds, and is itself logged before its first line', async () => {
    expect(await breaks(deps)).toEqual([]);
    const before = (await kindsOf(deps, `person/${AUDITOR}`)).length;
    const lines = await exported(deps);
    expect(lines.filter((line) => line.includes('log.exported'))).toHaveLength(before + 1);
  });
});

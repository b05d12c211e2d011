import { beforeEach, describe, expect, test } from 'vitest';
import { loadBaseline } from '../../../lib/acts/baseline-store.ts';
import { answerChange } from '../../../lib/acts/settings-change.ts';
import { waitingChanges } from '../../../lib/acts/settings-change-list.ts';
import { CHANNELS } from '../../../lib/local/sample/organisation.ts';
import { onCommand, onPress, onSubmission } from '../../../lib/slack/listen/input.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { rule, withMode } from '../../acts/rule.ts';
import { secondAdmin } from '../../acts/settings-kit.ts';
import { registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { MODES, stage as workspaceStage } from '../kit.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const from = (by: string) => ({ by, name: 'somebody', triggerId: '1.2' });
const kinds = (replies: readonly Reply[]) => replies.map((reply) => reply.kind);

function type(by: string): Promise<Reply[]> {
  const word = { kind: 'other' as const, typed: 'baseline', rest: '' };
  return onCommand(deps, { kind: 'command', ...from(by), word });
}

function press(by: string, part: string): Promise<Reply[]> {
  const change = { kind: 'other' as const, action: 'baseline_change', part, value: part };
  const surface = { kind: 'message' as const, channel: 'C0PLATFORM' };
  return onPress(deps, { kind: 'press', ...from(by), press: change, surface });
}

interface Given {
  readonly by?: string;
  readonly metadata?: string;
  readonly values?: Readonly<Record<string, string>>;
}

function submit({ by = ADMIN, metadata, values = { baseline_mode: 'enforce' } }: Given) {
  const fields = { text: (block: string) => values[block] ?? '', list: () => [] };
  const about = metadata ?? JSON.stringify({ part: 'backup-required', against: 1 });
  const submission = { kind: 'other', callback: 'baseline_form', metadata: about, fields } as const;
  return onSubmission(deps, { kind: 'submission', ...from(by), submission });
}

/** The metadata of the form that came back. */
function carried(replies: readonly Reply[]): string {
  const [first] = replies;
  if (first?.kind !== 'replace') throw new Error(`no form came back: ${words(replies)}`);
  expectGoodView(first.view);
  return first.view.private_metadata ?? '';
}

describe('the baseline', () => {
  test.each([
    ['an admin reads it and may change it', ADMIN, 10],
    ['an auditor reads it', AUDITOR, 0],
    ['a member reads it', COLLEAGUE, 0],
  ])('%s', async (_, by, changes) => {
    const replies = await type(by);
    expect(kinds(replies)).toEqual(['say']);
    expect(words(replies)).toContain("The platform's rules, version 1* · as it ships");
    expect(buttons(replies)).toHaveLength(changes);
  });

  test('is closed to another organisation', async () => {
    expect(words(await type(OUTSIDER))).toContain('Only people of this organisation');
  });
});

describe('the form of a rule', () => {
  test('opens for admins alone', async () => {
    const replies = await press(ADMIN, 'gated-actions');
    expect(kinds(replies)).toEqual(['open']);
    expect(JSON.stringify(replies)).toContain('send_external_email');
    for (const by of [OWNER, AUDITOR, OUTSIDER]) {
      expect(words(await press(by, 'gated-actions'))).toContain('Only platform admins');
    }
  });

  test.each(['no-mondays', '', 'constructor'])('of "%s" is none', async (part) => {
    expect(words(await press(ADMIN, part))).toContain('from an older version');
  });

  test('that is from another version, or no form of ours, is told to be opened again', async () => {
    expect(words(await submit({ metadata: '{}' }))).toContain('from an older version');
    await rule(deps, await withMode(deps, 'owner-required', 'off'));
    expect(words(await submit({}))).toContain('The baseline was changed meanwhile');
  });

  test('in which nothing is different is not previewed', async () => {
    const [reply] = await submit({ values: { baseline_mode: 'observe' } });
    expect(reply).toMatchObject({
      errors: { baseline_mode: expect.stringMatching(/Nothing is different yet/) },
    });
  });

  test('previews first, proposes what was previewed, and what is in force stays until a second admin', async () => {
    await secondAdmin(deps, ADMIN, COLLEAGUE);
    await registered(deps);
    const preview = await submit({});
    expect(words(preview)).toContain('*Of 1 registered AI workflow, 1 would break.*');
    expect(words(preview)).toContain('*reply-bot* · team-support · <@U0OWNER>');
    const done = await submit({ metadata: carried(preview) });
    expect(words(done)).toContain('*It is proposed.*');
    expect((await loadBaseline(deps)).state.version).toBe(1);

    const waiting = await waitingChanges(deps, ADMIN);
    const [change] = waiting.kind === 'changes' ? waiting.open : [];
    expect(change).toMatchObject({ wanted: { about: 'baseline', against: 1 }, by: ADMIN });
    const answer = { answer: 'countersign', reason: '', name: 'second' } as const;
    await answerChange(deps, COLLEAGUE, change?.id ?? '', answer);
    expect((await loadBaseline(deps)).state).toMatchObject({
      version: 2,
      rules: { 'backup-required': { mode: 'enforce' } },
    });
  });

  test('by the only admin is in force at once, and flagged', async () => {
    const done = await submit({ metadata: carried(await submit({})) });
    expect(words(done)).toContain('*It is in force.*');
    expect((await loadBaseline(deps)).state.version).toBe(2);
  });

  test('that was changed after the preview is previewed again, not proposed', async () => {
    const metadata = carried(await submit({}));
    const again = await submit({ metadata, values: { baseline_mode: 'off' } });
    expect(carried(again)).not.toBe(metadata);
    expect((await loadBaseline(deps)).state.version).toBe(1);
  });

  test('with a scope that is on both lists says so at the list', async () => {
    const metadata = JSON.stringify({ part: 'pre-granted-scopes', against: 1 });
    const both = JSON.stringify({ part: 'scopes-never', against: 1 });
    const values = { baseline_mode: 'enforce', 'baseline_list:scopes:0': 'crm.tickets.read' };
    const [never] = await submit({ metadata: both, values });
    expect(never).toMatchObject({
      errors: { baseline_mode: expect.stringMatching(/Take it off one of the two/) },
    });
    const [fine] = await submit({ metadata, values });
    expect(fine?.kind).toBe('replace');
  });

  test('submitted by somebody who is no admin is refused, whatever it carries', async () => {
    for (const by of [OWNER, AUDITOR, OUTSIDER]) {
      const metadata = carried(await submit({}));
      expect(words(await submit({ by, metadata }))).toContain('Only platform admins');
      expect(words(await submit({ by }))).toContain('Only platform admins');
    }
    expect((await loadBaseline(deps)).state.version).toBe(1);
  });
});

test.each(MODES)('Change…, Preview, Propose over %s', async (mode) => {
  const { admin, deps: running } = await workspaceStage(engine(), mode);
  const { id } = CHANNELS.platform;
  await admin.command(id, '/yard baseline');
  await expect.poll(() => admin.messages(id).at(-1)?.text).toContain("The platform's rules");
  const told = admin.messages(id).at(-1);
  const ts = told?.ts ?? '';
  await admin.click({ channel: id, ts, actionId: 'baseline_change:backup-required' });
  await expect.poll(() => admin.view()?.callback_id).toBe('baseline_form');
  const value = { baseline_mode: { value: 'enforce' }, baseline_teams: { value: ['team-sales'] } };
  const missing = await admin.submitView({ values: value });
  expect(missing.errors).toHaveProperty('baseline_team_mode');
  await admin.submitView({ values: { ...value, baseline_team_mode: { value: 'off' } } });
  expect(words(admin.view()?.blocks)).toContain('none would break');
  await admin.submitView();
  expect(words(admin.view()?.blocks)).toContain('*It is in force.*');
  expect((await loadBaseline(running)).state.rules['backup-required']).toEqual({
    mode: 'enforce',
    teams: { 'team-sales': { mode: 'off', from: '2026-11-23' } },
  });
});

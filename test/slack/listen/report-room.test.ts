import { beforeEach, describe, expect, test } from 'vitest';
import { onCommand, onPress } from '../../../lib/slack/listen/input.ts';
import { reportRoom } from '../../../lib/slack/listen/report-room.ts';
import type { Surface } from '../../../lib/slack/read/press.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { rule, withMode } from '../../acts/rule.ts';
import { MANIFEST, registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

const from = (by: string) => ({ by, name: 'somebody', triggerId: '1.2' });

function type(by: string, rest = ''): Promise<Reply[]> {
  const word = { kind: 'other' as const, typed: 'report', rest };
  return onCommand(deps, { kind: 'command', ...from(by), word });
}

const MODAL: Surface = { kind: 'modal', viewId: 'V1', hash: 'h' };
function press(by: string, action: string, value: string, surface = MODAL): Promise<Reply[]> {
  const pressed = { kind: 'other' as const, action, part: 'x', value };
  return onPress(deps, { kind: 'press', ...from(by), press: pressed, surface });
}

function view(replies: readonly Reply[], kind: 'open' | 'replace') {
  const [first] = replies;
  if (first?.kind !== kind) throw new Error(`${first?.kind}: ${words(replies)}`);
  expectGoodView(first.view);
  return first.view;
}

describe('the report', () => {
  test.each([
    ['an admin sees all', ADMIN, '', '`backup` It has no backup.'],
    ['a member sees the team’s', COLLEAGUE, '', '*reply-bot* · team-support'],
    ['a team can be named', ADMIN, 'team-support', '*reply-bot*'],
    ['another team’s lead sees nothing of it', SALES_LEAD, '', 'No AI workflow breaks'],
  ])('%s', async (_, by, rest, says) => {
    expect(words(view(await type(by, rest), 'open'))).toContain(says);
  });

  test.each([
    ['another organisation', OUTSIDER, '', 'Only people of this organisation'],
    ['another team, by name', SALES_LEAD, 'team-support', 'Only the owning team'],
    ['a team that does not exist', ADMIN, 'x'.repeat(500), 'There is no team'],
  ])('is refused to %s', async (_, by, rest, says) => {
    expect(words(await type(by, rest))).toContain(says);
  });

  test('of one team is chosen in the menu, in place', async () => {
    const sales = await press(ADMIN, 'report_team', 'team-sales');
    expect(words(view(sales, 'replace'))).toContain('No AI workflow in team-sales');
    const all = await press(ADMIN, 'report_team', '*');
    expect(words(view(all, 'replace'))).toContain('*reply-bot*');
  });

  test('of many is turned page by page, and back', async () => {
    for (let n = 0; n < 10; n += 1) await registered(deps, { ...MANIFEST, workflow: `bot-${n}` });
    const first = view(await type(ADMIN), 'open');
    expect(buttons(first)).toEqual(['Next Page']);
    const next = /"value":"(\*\|[^"]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
    const second = view(await press(ADMIN, 'report_page', next), 'replace');
    expect(words(second)).toContain('*reply-bot*');
    expect(words(second)).not.toContain('*bot-0*');
    expect(buttons(second)).toEqual(['First Page']);
    expect(words(view(await press(ADMIN, 'report_page', '*|'), 'replace'))).toContain('*bot-0*');
  });
});

describe('App Home', () => {
  const home = async (by: string) => words((await reportRoom.home?.(deps, by))?.more ?? []);

  test('tells platform admins alone how many enforced rules are broken', async () => {
    expect(await home(ADMIN)).toBe('');
    await rule(deps, await withMode(deps, 'backup-required', 'enforce'));
    expect(await home(ADMIN)).toContain('*1 AI workflow* breaks an enforced rule');
    expect(await home(COLLEAGUE)).toBe('');
  });

  test('leads to the report', async () => {
    const replies = await press(ADMIN, 'report_open', 'home', { kind: 'home' });
    expect(words(view(replies, 'open'))).toContain('*reply-bot*');
  });
});

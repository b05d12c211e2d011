import { beforeEach, describe, expect, test } from 'vitest';
import { answerClaim } from '../../../lib/acts/claims.ts';
import { claimsOf, loadDiscovered } from '../../../lib/acts/discovered.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { onCommand, onPress, onSubmission } from '../../../lib/slack/listen/input.ts';
import type { PressInput } from '../../../lib/slack/read.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { importRows, PINS, row, rows, SOURCE } from '../../acts/estate-kit.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await importRows(deps, rows(3, { pins: PINS }));
});

const MESSAGE = { kind: 'message', channel: 'D1' } as const;
const HOME = { kind: 'home' } as const;
const MODAL = { kind: 'modal', viewId: 'V1', hash: '' } as const;
const AGENT = 'agent-000';
const from = (by: string) => ({ by, name: 'somebody', triggerId: '1.2' });
const kinds = (replies: readonly Reply[]) => replies.map((reply) => reply.kind);
const state = async (id = AGENT) => (await loadDiscovered(deps, id))?.state;

function press(
  action: string,
  value: string,
  by = OWNER,
  surface: PressInput['surface'] = MESSAGE,
) {
  const pressed = { kind: 'other', action, part: '', value } as const;
  return onPress(deps, { kind: 'press', ...from(by), press: pressed, surface });
}

function submit(callback: string, metadata: string, values: Record<string, string>, by = OWNER) {
  const fields = { text: (block: string) => values[block] ?? '', list: () => [] };
  const submission = { kind: 'other', callback, metadata, fields } as const;
  return onSubmission(deps, { kind: 'submission', ...from(by), submission });
}

function type(rest: string, by = OWNER) {
  const word = { kind: 'other', typed: 'discovered', rest } as const;
  return onCommand(deps, { kind: 'command', ...from(by), word });
}

describe('Mine', () => {
  test('on a message says nothing: the message is drawn anew', async () => {
    expect(await press('claim_mine', AGENT)).toEqual([]);
    expect(await state()).toMatchObject({ state: 'claimed', owner: OWNER });
  });

  test('on Home shows Home anew, on a page the page', async () => {
    expect(kinds(await press('claim_mine', AGENT, OWNER, HOME))).toEqual(['home']);
    const [page] = await press('claim_mine', `agent-001|${SOURCE.group}|0`, OWNER, MODAL);
    if (page?.kind !== 'replace') throw new Error('no page');
    expectGoodView(page.view);
    expect(buttons(page.view.blocks)).toEqual([
      ...['Register Now', 'Not Mine', 'Gone'],
      ...['Register Now', 'Not Mine', 'Gone'],
      ...['Mine', 'Not Mine', 'Gone'],
    ]);
  });

  test('of somebody else’s is refused in words', async () => {
    expect(words(await press('claim_mine', AGENT, COLLEAGUE))).toContain('Only the person named');
    expect((await state())?.state).toBe('unclaimed');
  });

  test('all of them at once', async () => {
    expect(await press('claim_all', SOURCE.group)).toEqual([]);
    const { entries } = await claimsOf(deps, OWNER);
    expect(entries.map((entry) => entry.state)).toEqual(Array(3).fill('claimed'));
    expect(words(await press('claim_all', SOURCE.group))).toContain('answered before');
  });
});

describe('Not Mine', () => {
  test('asks whose it is, passes it on and says to whom', async () => {
    const [form] = await press('claim_not_mine', AGENT);
    if (form?.kind !== 'open') throw new Error('no form');
    expect(form.view.callback_id).toBe('claim_pass');
    const replies = await submit('claim_pass', AGENT, { person: 'U0COLLEAGUE' });
    expect(words(replies)).toContain('<@U0COLLEAGUE> is asked');
    expect((await state())?.owner).toBe(COLLEAGUE);
  });

  test('left empty goes to the lead, who is this owner, so to the platform', async () => {
    expect(words(await submit('claim_pass', AGENT, {}))).toContain('The platform team is asked');
    expect((await state())?.state).toBe('not-mine');
  });

  test('from Home shows Home anew', async () => {
    const [form] = await press('claim_not_mine', AGENT, OWNER, HOME);
    const metadata = form?.kind === 'open' ? (form.view.private_metadata ?? '') : '';
    expect(kinds(await submit('claim_pass', metadata, {}))).toEqual(['replace', 'home']);
  });

  test('to oneself is an error of the field', async () => {
    const replies = await submit('claim_pass', AGENT, { person: 'U0OWNER' });
    expect(replies).toMatchObject([{ kind: 'errors', errors: { person: /That is you/ } }]);
  });

  test('on an old list, after it went elsewhere, opens no form', async () => {
    await answerClaim(deps, OWNER, AGENT, { says: 'not-mine', to: COLLEAGUE });
    expect(words(await press('claim_not_mine', AGENT))).toContain('not asked of you any more');
  });
});

test('Gone, and It Runs After All', async () => {
  expect(await press('claim_gone', AGENT)).toEqual([]);
  expect((await state())?.state).toBe('gone');
  expect(await press('claim_runs', AGENT)).toEqual([]);
  expect((await state())?.state).toBe('unclaimed');
});

describe('Register Now and Finish', () => {
  test('register at once when nothing is missing', async () => {
    await press('claim_mine', AGENT);
    expect(words(await press('claim_register', AGENT))).toContain('Registered');
    expect((await loadWorkflow(deps, AGENT))?.state.home).toBe('slack');
    expect(words(await press('claim_register', AGENT))).toContain('is registered');
  });

  test('ask for what is missing, without JSON, and say what is wrong with it', async () => {
    await importRows(deps, [row({ name: 'Bare', owner: 'owner@example.com', row: 9 })]);
    await press('claim_mine', 'bare');
    const [form] = await press('claim_finish', 'bare');
    expect(form?.kind === 'open' && form.view.callback_id).toBe('claim_finished');
    const filled = { team: 'team-support', pins: 'crm' };
    expect(await submit('claim_finished', 'bare', filled)).toMatchObject([
      { kind: 'errors', errors: { pins: expect.stringContaining('kind/name@version') } },
    ]);
    const unknown = { team: 'team-support', pins: 'skill/unheard-of@1.0.0' };
    expect(await submit('claim_finished', 'bare', unknown)).toMatchObject([
      { kind: 'errors', errors: { pins: expect.stringContaining('not in the catalog') } },
    ]);
    const good = { team: 'team-support', pins: 'plugin/reply-drafter@3.2.x', systems: 'crm' };
    expect(words(await submit('claim_finished', 'bare', good))).toContain('Registered');
  });

  test('a pin that left the catalog leads from Register Now to Finish', async () => {
    const pins = [{ kind: 'skill' as const, name: 'gone', range: '1.0.0' }];
    await importRows(deps, [row({ name: 'Old pins', owner: 'owner@example.com', pins, row: 9 })]);
    await press('claim_mine', 'old-pins');
    const replies = await press('claim_register', 'old-pins');
    expect(kinds(replies)).toEqual(['open']);
    expect(words(replies)).toContain('not in the catalog');
  });
});

describe('the whole list', () => {
  const value = `${OWNER}|${SOURCE.group}|0`;

  test('opens for its owner alone', async () => {
    expect(kinds(await press('claim_show', value))).toEqual(['open']);
    expect(kinds(await press('claim_page', value, OWNER, MODAL))).toEqual(['replace']);
    expect(words(await press('claim_show', value, COLLEAGUE))).toContain('somebody else');
  });

  test('of the platform opens for admins', async () => {
    expect(kinds(await press('claim_show', '@platform||0', ADMIN))).toEqual(['open']);
    expect(words(await press('claim_show', '@platform||0', COLLEAGUE))).toContain('Only ');
  });
});

describe('/yard discovered', () => {
  test('shows an admin what waits, and passes it to somebody', async () => {
    const [list] = await type('', ADMIN);
    if (list?.kind !== 'open') throw new Error('no list');
    expectGoodView(list.view);
    expect(words(list.view.blocks)).toContain('*Agent 000*');
    const [form] = await press('estate_assign', AGENT, ADMIN, MODAL);
    expect(form?.kind === 'open' && form.view.callback_id).toBe('claim_choose');
    expect(await submit('claim_choose', AGENT, {}, ADMIN)).toMatchObject([{ kind: 'errors' }]);
    const chosen = await submit('claim_choose', AGENT, { person: 'U0SALESLEAD' }, ADMIN);
    expect(words(chosen)).toContain('<@U0SALESLEAD> is asked');
    expect((await state())?.owner).toBe(SALES_LEAD);
  });

  test('is filtered by what is typed or chosen', async () => {
    await answerClaim(deps, OWNER, AGENT, { says: 'gone' });
    expect(words(await type('gone', ADMIN))).toContain('*Agent 000*');
    expect(words(await type('Not Mine', ADMIN))).toContain('Nothing here');
    const chosen = await press('estate_filter', 'gone|0', ADMIN, MODAL);
    expect(kinds(chosen)).toEqual(['replace']);
    expect(words(chosen)).toContain('*Agent 000*');
  });

  test('tells who sees more, where there is nothing to see', async () => {
    expect(words(await type('', COLLEAGUE))).toContain('Leads see what belongs to their team');
  });

  test('a lead cannot pass on what is another team’s', async () => {
    const replies = await submit('claim_choose', AGENT, { person: 'U0SALESLEAD' }, SALES_LEAD);
    expect(replies).toMatchObject([
      { kind: 'errors', errors: { person: /Only the person named/ } },
    ]);
  });
});

test.each(['claim_mine', 'claim_gone', 'claim_runs', 'claim_not_mine', 'claim_register'])(
  '%s of what is not there is refused in words',
  async (action) => {
    expect(words(await press(action, 'nowhere'))).toMatch(/^(Nothing named|Only )/);
  },
);

test.each([
  'claim_mine',
  'claim_all',
  'claim_show',
  'estate_open',
  'claim_finish',
  'estate_assign',
])('somebody of another organisation is refused by %s, and sees nothing', async (action) => {
  const replies = await press(action, AGENT, OUTSIDER);
  expect(kinds(replies)).toEqual(['say']);
  expect(words(replies)).toContain('Only ');
  expect(JSON.stringify(replies)).not.toContain('Agent 000');
});

import { beforeEach, expect, test } from 'vitest';
import { loadApproval } from '../../../lib/acts/approvals.ts';
import { UNSEEN } from '../../../lib/slack/views/unseen.ts';
import { asked, registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
let id: string;
beforeEach(async () => {
  deps = await stage(engine());
  ({ id } = await asked(deps, await registered(deps)));
});

const choose = (by: string) => pressed(deps, by, { action: UNSEEN.choose, value: id });
const move = (channel: string, scope = 'request', by = OWNER) =>
  submitted(
    deps,
    by,
    { callback: UNSEEN.form, metadata: id },
    {
      [UNSEEN.channel]: {
        type: 'conversations_select',
        ...(channel === '' ? {} : { selected_conversation: channel }),
      },
      [UNSEEN.scope]: { type: 'radio_buttons', selected_option: { value: scope } },
    },
  );
const channelNow = async () => (await loadApproval(deps, id))?.head.state.channel;

test('the owner chooses another channel, for the team as well', async () => {
  const [form] = await choose(OWNER);
  expect(form).toMatchObject({ kind: 'open', view: { callback_id: UNSEEN.form } });
  const [moved] = await move('C0SALES', 'team');
  expect(moved?.kind).toBe('replace');
  expect(words(moved)).toContain('So will all requests of team-support from now on.');
  expect(await channelNow()).toBe('C0SALES');
});

test('no channel, and one where no post comes through, are refused at the field', async () => {
  expect(await move('')).toMatchObject([{ kind: 'errors' }]);
  deps.slack.closed.add('C0CLOSED');
  expect(await move('C0CLOSED')).toMatchObject([
    { kind: 'errors', errors: { [UNSEEN.channel]: expect.any(String) } },
  ]);
  expect(await channelNow()).toBe('C0SUPPORT');
});

test('a colleague is refused at both', async () => {
  const [form] = await choose(COLLEAGUE);
  expect(words(form)).toContain("Only the workflow's owner");
  expect(words(await move('C0SALES', 'request', COLLEAGUE))).toContain("Only the workflow's owner");
});

import { beforeEach, expect, test } from 'vitest';
import { loadDeparture } from '../../../lib/acts/departure-store.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { departureRoom } from '../../../lib/slack/listen/departure-room.ts';
import { userChanged } from '../../../lib/slack/listen/login.ts';
import { orphaned, THEIRS } from '../../acts/departure-kit.ts';
import { registered, stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const value = `${COLLEAGUE}|reply-bot`;
const chosen = (id: string) => ({ to: { type: 'users_select', selected_user: id } });

test('the event of a person who left is noticed when they own something', async () => {
  await registered(deps, THEIRS);
  const event = (id: string, deleted: boolean) => ({
    team_id: 'T0YARD',
    event: { user: { id, team_id: 'T0YARD', deleted } },
  });
  await userChanged(deps, event('U0COLLEAGUE', false));
  expect(await loadDeparture(deps, COLLEAGUE)).toBeUndefined();
  await userChanged(deps, event('U0COLLEAGUE', true));
  await userChanged(deps, event('U0AUDITOR', true));
  expect((await loadDeparture(deps, COLLEAGUE))?.state.look).toBe(deps.now());
  expect(await loadDeparture(deps, AUDITOR)).toBeUndefined();
});

test('Take It makes it theirs, and says what to do in a repository', async () => {
  await orphaned(deps);
  expect(words(await pressed(deps, AUDITOR, { action: 'departure_take', value }))).toContain(
    'Only',
  );
  const said = await pressed(deps, OWNER, { action: 'departure_take', value });
  expect(words(said)).toContain('is yours now');
  expect((await loadWorkflow(deps, 'reply-bot'))?.state.owner).toBe(OWNER);
  const again = await pressed(deps, OWNER, { action: 'departure_take', value });
  expect(words(again)).toContain('has an owner by now');
});

test('Not Mine asks the platform, which names somebody by the form', async () => {
  await orphaned(deps);
  expect(await pressed(deps, OWNER, { action: 'departure_not_mine', value })).toEqual([]);
  const twice = await pressed(deps, OWNER, { action: 'departure_not_mine', value });
  expect(words(twice)).toContain('not your turn');
  expect(words((await departureRoom.home?.(deps, ADMIN))?.waiting)).toContain('reply-bot');
  const no = await pressed(deps, AUDITOR, { action: 'departure_name', value });
  expect(words(no)).toContain('Only');
  const [form] = await pressed(deps, ADMIN, { action: 'departure_name', value });
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  const send = { callback: 'departure_named', metadata: form.view.private_metadata ?? '' };
  const [outsider] = await submitted(deps, ADMIN, send, chosen('U0SALESLEAD'));
  expect(outsider).toMatchObject({ kind: 'errors' });
  const [none] = await submitted(deps, ADMIN, send);
  expect(none).toMatchObject({ kind: 'errors' });
  expect(words(await submitted(deps, ADMIN, send, chosen('U0OWNER')))).toContain('Asked');
  const late = await submitted(deps, AUDITOR, send, chosen('U0OWNER'));
  expect(words(late)).toContain('Only');
});

test.each(['departure_take', 'departure_not_mine', 'departure_name'])(
  'a spoilt %s is said to be old',
  async (action) => {
    expect(words(await pressed(deps, OWNER, { action, value: 'nobody' }))).toContain('older');
    const send = { callback: 'departure_named', metadata: 'nobody' };
    expect(words(await submitted(deps, OWNER, send, chosen('U0OWNER')))).toContain('older');
  },
);

test('Take All shows what moves, and moves it', async () => {
  await registered(deps, { ...THEIRS, workflow: 'second' });
  await orphaned(deps);
  const press = { action: 'departure_all', value: COLLEAGUE };
  expect(words(await pressed(deps, AUDITOR, press))).toContain('Nothing is left for you');
  const [form] = await pressed(deps, OWNER, press);
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  expect(words(form.view)).toContain('2 AI workflows of <@U0COLLEAGUE> become yours');
  const send = { callback: 'departure_take_all', metadata: COLLEAGUE };
  expect(words(await submitted(deps, OWNER, send))).toContain('become yours within minutes');
  expect(words(await submitted(deps, OWNER, send))).toContain('Nothing is left for you');
});

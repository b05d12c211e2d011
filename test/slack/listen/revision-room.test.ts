import { beforeEach, describe, expect, test } from 'vitest';
import { loadReason } from '../../../lib/acts/proposed.ts';
import { loadProposed } from '../../../lib/acts/proposed-store.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { REVISION } from '../../../lib/slack/views/revision-card.ts';
import { GATED, now, proposed, UNGATED, WIDER } from '../../acts/proposing.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { pressed, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registerManifest(deps, OWNER, GATED, 'slack');
});
const waiting = () => proposed(deps, UNGATED, COLLEAGUE, 'slack');
const stateOf = async (id: string) => (await loadProposed(deps, id))?.state.state;

describe('Accept', () => {
  test('on the card says nothing: the card changes for everybody', async () => {
    const { id } = await waiting();
    expect(await pressed(deps, OWNER, { action: REVISION.accept, value: id })).toEqual([]);
    expect(await now(deps)).toMatchObject({ revision: 2, manifest: UNGATED });
  });

  test('on Home shows Home anew', async () => {
    const { id } = await waiting();
    const replies = await pressed(deps, OWNER, { action: REVISION.accept, value: id }, 'home');
    expect(replies.map((one) => one.kind)).toEqual(['home']);
    expect(words(replies)).not.toContain('needs a review');
  });

  test('of one of two reviews says what is still waited for', async () => {
    const { id } = await proposed(deps, { ...UNGATED, systems: ['x'] }, COLLEAGUE, 'slack');
    const replies = await pressed(deps, OWNER, { action: REVISION.accept, value: id });
    expect(words(replies)).toContain('Waits for a platform admin.');
  });

  test('of what changed meanwhile says so', async () => {
    const { id } = await waiting();
    const more = [...(GATED.review_required_actions ?? []), 'refund'];
    await registerManifest(deps, OWNER, { ...GATED, review_required_actions: more }, 'slack');
    const replies = await pressed(deps, OWNER, { action: REVISION.accept, value: id });
    expect(words(replies)).toContain('changed meanwhile');
  });

  test.each([
    ['the proposer', COLLEAGUE, 'You proposed this yourself'],
    ['an admin, for the team', ADMIN, "Only the workflow's owner"],
    ['somebody else', OUTSIDER, 'Only '],
  ])('by %s is refused in words', async (_, by, said) => {
    const { id } = await waiting();
    const replies = await pressed(deps, by, { action: REVISION.accept, value: id });
    expect(words(replies)).toContain(said);
    expect(await stateOf(id)).toBe('open');
  });
});

describe('Refuse', () => {
  test('asks why, and the reason counts', async () => {
    const { id } = await waiting();
    const [form] = await pressed(deps, OWNER, { action: REVISION.refuse, value: id });
    if (form?.kind !== 'open') throw new Error('no form');
    const asked = {
      callback: form.view.callback_id ?? '',
      metadata: form.view.private_metadata ?? '',
    };
    const empty = await submitted(deps, OWNER, asked, { [REVISION.reason]: { value: ' ' } });
    expect(empty).toMatchObject([{ kind: 'errors' }]);
    expect(await submitted(deps, OWNER, asked, { [REVISION.reason]: { value: 'No.' } })).toEqual(
      [],
    );
    expect(await stateOf(id)).toBe('refused');
    expect(await loadReason(deps, id)).toBe('No.');
    const late = await submitted(deps, OWNER, asked, { [REVISION.reason]: { value: 'No.' } });
    expect(words(late)).toContain('answered already');
  });

  test('asks nobody who may not', async () => {
    const { id } = await waiting();
    const replies = await pressed(deps, COLLEAGUE, { action: REVISION.refuse, value: id });
    expect(replies.map((one) => one.kind)).toEqual(['say']);
  });
});

test('Withdraw is the proposer’s', async () => {
  const { id } = await waiting();
  const button = { action: REVISION.withdraw, value: id };
  expect(words(await pressed(deps, OWNER, button))).toContain('Only whoever proposed this');
  expect(await pressed(deps, COLLEAGUE, button)).toEqual([]);
  expect(await stateOf(id)).toBe('withdrawn');
});

test('Details shows the difference to people of the organisation', async () => {
  const { id } = await waiting();
  const button = { action: REVISION.details, value: id };
  expect(words(await pressed(deps, ADMIN, button))).toContain('Approval no longer needed');
  expect(words(await pressed(deps, OUTSIDER, button))).not.toContain('Approval');
  const none = await pressed(deps, ADMIN, { ...button, value: 'rev_none' });
  expect(words(none)).toContain('There is no such proposed revision.');
});

test('Home shows what waits to those who may answer', async () => {
  await proposed(deps, { ...WIDER }, COLLEAGUE, 'slack');
  expect(words(await showHome(deps, ADMIN))).toContain('needs a review');
  expect(words(await showHome(deps, COLLEAGUE))).not.toContain('needs a review');
});

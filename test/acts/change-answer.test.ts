import { beforeEach, describe, expect, test } from 'vitest';
import { finishChange } from '../../lib/acts/change.ts';
import {
  answerPlannedChange,
  mayAnswerChange,
  readChange,
  showChange,
  showChangeAsk,
} from '../../lib/acts/change-answer.ts';
import { carryChange } from '../../lib/acts/change-carry.ts';
import { eraseIn } from '../../lib/acts/erase-places.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER } from '../kit/people.ts';
import { announced, SAID } from './changing.ts';
import { breaks, exported, kindsOf, MANIFEST, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await announced(deps);
  await carryChange(deps, 'chg_1');
});

const ASK = `change-ask/chg_1/${OWNER}`;
const answer = (says: 'seen' | 'breaks', reason = '', by = OWNER) =>
  answerPlannedChange(deps, by, { change: 'chg_1', says, reason });

describe('an owner', () => {
  test('has seen it: once, and the card is drawn anew', async () => {
    const cards = async () => (await unsent(deps)).filter((row) => row.what === 'change-card');
    const before = (await cards()).length;
    expect(await answer('seen')).toMatchObject({ kind: 'answered' });
    expect(await answer('seen')).toMatchObject({ kind: 'unchanged' });
    expect(await cards()).toHaveLength(before + 1);
    expect(await kindsOf(deps, ASK)).toEqual(['change.owner-told', 'change.answered']);
    expect(await breaks(deps)).toEqual([]);
  });

  test('says what breaks: the words are on the card and not in the log', async () => {
    expect(await answer('breaks')).toMatchObject({ why: 'reason-required' });
    await answer('breaks', 'Our night run.');
    expect((await showChange(deps, 'chg_1'))?.asks).toMatchObject([
      { holder: OWNER, answer: { says: 'breaks', reason: { text: 'Our night run.' } } },
    ]);
    expect((await exported(deps)).join('\n')).not.toContain('night run');
    expect((await exported(deps)).join('\n')).not.toContain(SAID.text);
  });

  test('is not asked for what somebody else was asked, nor of nothing', async () => {
    expect(await answer('seen', '', COLLEAGUE)).toMatchObject({ why: 'not-asked' });
    expect(await answer('seen', '', OUTSIDER)).toMatchObject({ why: 'not-allowed' });
    const none = { change: 'chg_9', says: 'seen' as const, reason: '' };
    expect(await answerPlannedChange(deps, OWNER, none)).toMatchObject({ why: 'no-change' });
    expect(await mayAnswerChange(deps, COLLEAGUE, 'chg_1')).toMatchObject({ why: 'not-asked' });
    expect(await mayAnswerChange(deps, OWNER, 'chg_1')).toMatchObject({ kind: 'may' });
  });

  test('comes too late once it is over', async () => {
    await finishChange(deps, ADMIN, 'chg_1', 'withdrawn');
    expect(await answer('seen')).toMatchObject({ why: 'change-ended' });
    expect(await mayAnswerChange(deps, OWNER, 'chg_1')).toMatchObject({ why: 'change-ended' });
  });
});

describe('what an owner is shown', () => {
  test('is what is theirs and affected still', async () => {
    const shown = await showChangeAsk(deps, 'chg_1', OWNER);
    expect(shown).toMatchObject({ untold: true, rows: [{ workflow: 'reply-bot' }] });
    const without = { ...MANIFEST, uses: [MANIFEST.uses[0], MANIFEST.uses[2]] };
    await registerManifest(deps, OWNER, without, 'repo');
    expect(await showChangeAsk(deps, 'chg_1', OWNER)).toMatchObject({ rows: [] });
    expect(await showChangeAsk(deps, 'chg_1', COLLEAGUE)).toBeUndefined();
  });

  test('is newer after each step', async () => {
    const version = async () => (await showChangeAsk(deps, 'chg_1', OWNER))?.version ?? 0;
    const card = async () => (await showChange(deps, 'chg_1'))?.version ?? 0;
    const [first, firstCard] = [await version(), await card()];
    await answer('seen');
    expect(await version()).toBeGreaterThan(first);
    expect(await card()).toBeGreaterThan(firstCard);
    const second = await version();
    await finishChange(deps, ADMIN, 'chg_1', 'done');
    expect(await version()).toBeGreaterThan(second);
  });
});

test('anybody of the organisation may read it, and nobody else', async () => {
  expect(await readChange(deps, COLLEAGUE, 'chg_1')).toMatchObject({ kind: 'shown' });
  expect(await readChange(deps, OUTSIDER, 'chg_1')).toMatchObject({ why: 'not-allowed' });
  expect(await readChange(deps, OWNER, 'chg_9')).toMatchObject({ why: 'no-change' });
});

test('the words of a person who is erased go, and the answer stays', async () => {
  await answer('breaks', 'Our night run.');
  const actor = { kind: 'person' as const, id: ADMIN };
  const erasing = { person: OWNER, by: actor, dryRun: false };
  expect(await eraseIn(deps, ASK, erasing)).toBe(true);
  expect(await eraseIn(deps, ASK, erasing)).toBe(false);
  const byAdmin = { ...erasing, person: ADMIN };
  expect(await eraseIn(deps, 'change-proposal/chg_1', byAdmin)).toBe(true);
  const shown = await showChange(deps, 'chg_1');
  expect(shown?.change.text).toBe('(erased)');
  expect(shown?.asks[0]?.answer).toMatchObject({ says: 'breaks', reason: { text: '(erased)' } });
});

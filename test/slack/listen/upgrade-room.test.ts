import { beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../lib/slack/reply.ts';
import { EDIT } from '../../../lib/slack/views/edit-modal.ts';
import { CHOICE } from '../../../lib/slack/views/edit-more.ts';
import { UPGRADE } from '../../../lib/slack/views/upgrade.ts';
import { now } from '../../acts/proposing.ts';
import { stage } from '../../acts/stage.ts';
import { DRAFTER, drafter, lockOf, overtaken, taking } from '../../acts/upgrading.ts';
import { publish } from '../../kit/catalog.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const viewOf = ([reply]: readonly Reply[]) => {
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error(JSON.stringify(reply));
  expectGoodView(reply.view);
  return reply.view;
};
const boxes = (...versions: readonly string[]) => ({
  [`${UPGRADE.field}0`]: {
    selected_options: versions.map((version) => ({ value: `${DRAFTER}@${version}` })),
  },
});
const take = (versions: readonly string[], revision = 1) =>
  submitted(
    deps,
    COLLEAGUE,
    { callback: UPGRADE.take, metadata: `reply-bot|${revision}` },
    boxes(...versions),
  );

describe('opening', () => {
  beforeEach(() => overtaken(deps, 'slack'));

  test('without a name: a picker, then what the workflow may take', async () => {
    const picker = viewOf(await typed(deps, OWNER, 'upgrade'));
    expect(picker).toMatchObject({ callback_id: UPGRADE.pick });
    const form = { callback: UPGRADE.pick, metadata: '' };
    const chosen = { [CHOICE]: { selected_option: { value: 'reply-bot' } } };
    const view = viewOf(await submitted(deps, OWNER, form, chosen));
    expect(words(view)).toContain('Take 3.2.9');
    expect(await submitted(deps, OWNER, form)).toMatchObject([{ kind: 'errors' }]);
    expect(words(await typed(deps, SALES_LEAD, 'upgrade'))).toContain('nothing to upgrade yet');
  });

  test('with a name, or from the form that edits it', async () => {
    expect(viewOf(await typed(deps, COLLEAGUE, 'upgrade reply-bot')).callback_id).toBe(
      UPGRADE.take,
    );
    const form = viewOf(await typed(deps, COLLEAGUE, 'edit reply-bot'));
    expect(JSON.stringify(form)).toContain(UPGRADE.open);
    const button = { action: UPGRADE.open, value: 'reply-bot' };
    expect(words(viewOf(await pressed(deps, COLLEAGUE, button, 'modal')))).toContain('Take 4.0.0');
  });

  test.each([
    ['upgrade none', OWNER, 'There is no workflow named "none".'],
    ['upgrade No <!channel>', OWNER, 'named "No &lt;!channel&gt;"'],
    ['upgrade reply-bot', SALES_LEAD, 'Only members of the owning team'],
    ['upgrade', OUTSIDER, 'Only people of this organisation'],
  ])('%s is refused to some in words', async (text, by, said) => {
    expect(words(await typed(deps, by, text))).toContain(said);
  });
});

describe('taking', () => {
  test('moves the lock at once', async () => {
    await overtaken(deps, 'slack');
    const view = viewOf(await take(['3.2.9']));
    expect(view.title.text).toBe('Upgrade AI workflow');
    expect(words(view)).toContain('Revision 2 is in force.');
    expect(lockOf(await now(deps))).toBe('3.2.9');
  });

  test('what touches more waits, and says why', async () => {
    await overtaken(deps, 'slack');
    await publish(deps, [drafter('3.2.10', { systems: ['billing'] })]);
    const view = viewOf(await take(['3.2.10']));
    const text = words(view);
    expect(view.title.text).toBe('Upgrade AI workflow');
    expect(text).toContain('proposed and not in force yet');
    expect(text).toContain('Adds the system billing');
    expect(lockOf(await now(deps))).toBe('3.2.4');
  });

  test('beyond the range in a repository gives the patch, to send to a developer', async () => {
    await overtaken(deps, 'repo');
    const view = viewOf(await take(['4.0.0']));
    expect(view).toMatchObject({ callback_id: EDIT.patch });
    expect(words(view)).toContain('"version": "4.0.x"');
    expect(await now(deps)).toMatchObject({ revision: 1 });
  });

  test('inside the range in a repository moves the lock at once', async () => {
    await overtaken(deps, 'repo');
    expect(words(viewOf(await take(['3.2.9'])))).toContain('Revision 2 is in force.');
  });

  test.each([
    ['nothing', [], 'Tick what you want to take.'],
    ['both versions', ['3.2.9', '4.0.0'], 'Take one of the two versions.'],
  ])('%s is an error at the field', async (_, versions, said) => {
    await overtaken(deps, 'slack');
    const errors = { [`${UPGRADE.field}0`]: said };
    expect(await take(versions)).toEqual([{ kind: 'errors', errors }]);
  });

  test('what is not offered any more, or was changed meanwhile, is shown as it is now', async () => {
    await overtaken(deps, 'slack');
    await publish(deps, [drafter('3.2.10')]);
    expect(words(viewOf(await take(['3.2.9'])))).toContain('There are newer versions by now.');
    await taking(deps, '3.2.9');
    expect(words(viewOf(await take(['3.2.10'])))).toContain('It was changed meanwhile');
    expect(lockOf(await now(deps))).toBe('3.2.9');
  });

  test('a form of another time, or of another team, changes nothing', async () => {
    await overtaken(deps, 'slack');
    const old = await submitted(deps, OWNER, { callback: UPGRADE.take, metadata: 'x' });
    expect(words(viewOf(old))).toContain('older version of Yardmaster');
    const form = { callback: UPGRADE.take, metadata: 'reply-bot|1' };
    const sales = await submitted(deps, SALES_LEAD, form, boxes('3.2.9'));
    expect(words(viewOf(sales))).toContain('Only members of the owning team');
    expect(lockOf(await now(deps))).toBe('3.2.4');
  });
});

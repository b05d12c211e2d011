import { beforeEach, expect, test } from 'vitest';
import { allFiled, fileSystems } from '../../lib/acts/file-systems.ts';
import { reach } from '../../lib/acts/reach.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { saveFiled } from '../../lib/store/systems.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { breaks, kindsOf, MANIFEST, registered, stage } from './stage.ts';
import { asBefore, bots } from './systems-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

async function reached() {
  const found = await reach(deps, OWNER, { system: 'crm', most: 100 });
  if (found.kind === 'refused') throw new Error(found.say);
  return { ids: found.rows.map((row) => row.workflow.id), filed: found.filed };
}

test('workflows from before are filed under their systems, and until then the answer says so', async () => {
  await bots(deps, 3);
  for (const id of ['bot-00', 'bot-02']) await asBefore(deps, id);
  expect(await reached()).toEqual({ ids: ['bot-01'], filed: false });
  expect(await fileSystems(deps)).toEqual({ filed: 2 });
  expect(await reached()).toEqual({ ids: ['bot-00', 'bot-01', 'bot-02'], filed: true });
  expect((await loadWorkflow(deps, 'bot-00'))?.state).toMatchObject({
    revision: 1,
    systems: [{ system: 'crm', via: ['connector/crm-readonly@1.4.0'] }],
  });
  expect((await kindsOf(deps, 'workflow/bot-00')).at(-1)).toBe('workflow.systems-filed');
  expect(await breaks(deps)).toEqual([]);
});

test('a few are filed a sweep, and a sweep after the last finds nothing to do', async () => {
  await bots(deps, 52);
  await asBefore(deps, 'bot-01');
  await asBefore(deps, 'bot-51');
  expect(await fileSystems(deps)).toEqual({ filed: 1 });
  expect(await allFiled(deps)).toBe(false);
  expect(await fileSystems(deps)).toEqual({ filed: 1 });
  expect(await allFiled(deps)).toBe(true);
  expect(await fileSystems(deps)).toEqual({ filed: 0 });
}, 60_000);

test('what a registration filed meanwhile is left alone, and so is what runs twice', async () => {
  await registered(deps);
  await asBefore(deps, 'reply-bot');
  await registered(deps, { ...MANIFEST, purpose: 'Answers tickets' });
  expect(await fileSystems(deps)).toEqual({ filed: 0 });
  await saveFiled(deps.store, { after: '', done: false });
  expect(await fileSystems(deps)).toEqual({ filed: 0 });
  expect(await reached()).toEqual({ ids: ['reply-bot'], filed: true });
});

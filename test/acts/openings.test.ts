import { beforeEach, expect, test } from 'vitest';
import { openDetails } from '../../lib/acts/approvals.ts';
import { loadOpenings, noteOpening } from '../../lib/acts/openings.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, COLLEAGUE, OWNER } from '../kit/people.ts';
import { asked, breaks, exported, kindsOf, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('each opening has its line, beside the chain of the approval', async () => {
  const { id } = await asked(deps, await registered(deps));
  await noteOpening(deps, COLLEAGUE, id);
  deps.pass(1);
  await noteOpening(deps, OWNER, id);
  expect((await loadOpenings(deps, id)).map((one) => one.by)).toEqual([OWNER, COLLEAGUE]);
  expect(await kindsOf(deps, `approval/${id}`)).toEqual(['approval.asked']);
  const noted = (await exported(deps)).filter((line) => line.includes('approval.opened'));
  expect(noted).toHaveLength(2);
  expect(noted.every((line) => line.includes(`approval/${id}`))).toBe(true);
  expect(await breaks(deps)).toEqual([]);
});

test('auditors see who opened it, and nobody else does', async () => {
  const { id } = await asked(deps, await registered(deps));
  await noteOpening(deps, COLLEAGUE, id);
  expect(await openDetails(deps, AUDITOR, id)).toMatchObject({ opened: [{ by: COLLEAGUE }] });
  expect(await openDetails(deps, COLLEAGUE, id)).toMatchObject({ opened: undefined });
});

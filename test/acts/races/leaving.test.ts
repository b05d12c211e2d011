import { expect, test } from 'vitest';
import { erasePerson } from '../../../lib/acts/erase.ts';
import { fileRequest } from '../../../lib/acts/request.ts';
import { loadWorkflow } from '../../../lib/acts/standing.ts';
import { uninstall } from '../../../lib/acts/uninstall.ts';
import { ADMIN, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { FAULTS, race, track } from '../race.ts';
import { breaks, changeTeam, claimed, kindsOf, NEED, registered } from '../stage.ts';

const at = track();
const NAME = { name: 'Sample organisation' };

test.each(FAULTS)('two uninstalls at once revoke each key once (fault: %s)', async (fault) => {
  await registered(at.deps);
  await claimed(at.deps);
  const { left, right, proxy } = at;
  const outcomes = await race(
    { proxy, subject: 'workflow/reply-bot', fault },
    () => uninstall(left, ADMIN, NAME),
    () => uninstall(right, ADMIN, NAME),
  );
  const revoked = outcomes.map((one) => (one.kind === 'uninstalled' ? one.revoked : -1));
  expect(revoked.sort()).toEqual([0, 1]);
  expect((await loadWorkflow(at.deps, 'reply-bot'))?.state.keys).toEqual([]);
  const kinds = await kindsOf(at.deps, 'workflow/reply-bot');
  expect(kinds.filter((kind) => kind === 'workflow.keys-revoked')).toHaveLength(1);
  const stops = await kindsOf(at.deps, 'organisation/home');
  expect(stops.filter((kind) => kind === 'organisation.stopped')).toHaveLength(1);
  expect(await breaks(at.deps)).toEqual([]);
});

test.each(FAULTS)('two erasures at once erase everything once (fault: %s)', async (fault) => {
  await fileRequest(at.deps, { ...NEED, by: COLLEAGUE }, 'mine are special');
  await changeTeam(at.deps, [OWNER]);
  const { left, right, proxy } = at;
  const outcomes = await race(
    { proxy, subject: 'request/req_1', fault },
    () => erasePerson(left, ADMIN, COLLEAGUE),
    () => erasePerson(right, ADMIN, COLLEAGUE),
  );
  const things = outcomes.map((one) => (one.kind === 'erased' ? one.things : -1));
  expect(things.sort()).toEqual([0, 1]);
  const kinds = await kindsOf(at.deps, 'request/req_1');
  expect(kinds.filter((kind) => kind === 'erased')).toHaveLength(1);
  expect(await breaks(at.deps)).toEqual([]);
});

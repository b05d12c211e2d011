import { expect, test } from 'vitest';
import { endDelegation } from '../../lib/acts/delegation.ts';
import { renderDelegation } from '../../lib/deliver/delegation-told.ts';
import { stage } from '../acts/stage.ts';
import { delegated, rowsOf } from '../acts/waiting-kit.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { words } from '../slack/views/kit.ts';

const engine = engineOfFile();

test('each of the two is told their side, as it is now', async () => {
  const deps = await stage(engine());
  await delegated(deps);
  const [row] = await rowsOf(deps, 'delegation-told');
  const told = async (place: string) =>
    words(await renderDelegation(deps, row?.subject ?? '', place));
  expect(await told('U0COLLEAGUE')).toContain('<@U0SALESLEAD> decides on approvals in your place');
  expect(await told('U0SALESLEAD')).toContain('in the place of <@U0COLLEAGUE>');
  await endDelegation(deps, COLLEAGUE);
  expect(await told('U0SALESLEAD')).toContain('You do not decide in the place of <@U0COLLEAGUE>');
});

test('nothing about a delegation that never was', async () => {
  const deps = await stage(engine());
  const about = 'delegation-told/T0YARD/U0NOBODY/2026-11-23T09:00:00.000Z';
  expect(await renderDelegation(deps, about, 'U0NOBODY')).toEqual({ kind: 'nothing' });
});

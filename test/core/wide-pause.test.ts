import { expect, test } from 'vitest';
import {
  pauseWidely,
  resumeWidely,
  stoppedWidely,
  takers,
  type WidePause,
} from '../../lib/core/wide-pause.ts';
import { ADMIN, NOW, OWNER, release, SURFACE, WORKFLOW } from './perfect.ts';

const CRM = release('connector/crm-readonly', '1.4.0', {
  surface: { ...SURFACE, systems: ['CRM'], actions: ['close_ticket'] },
});
const PAUSE: WidePause = {
  what: 'connector',
  name: 'crm-readonly',
  at: NOW,
  by: ADMIN,
  reason: 'The vendor leaks.',
};
const NONE = { pauses: [] };
const ONE = { pauses: [PAUSE] };

test.each([
  ['connector', 'crm-readonly', true],
  ['connector', 'mailer', false],
  ['release', 'plugin/reply-drafter@3.2.4', true],
  ['release', 'plugin/reply-drafter@3.2.5', false],
  ['team', 'team-support', true],
  ['team', 'team-sales', false],
  ['system', 'CRM', true],
  ['system', 'crm', true],
  ['system', 'Mail', false],
] as const)('%s %s stops it: %s', (what, name, stops) => {
  const stopped = stoppedWidely({ pauses: [{ ...PAUSE, what, name }] }, WORKFLOW, [CRM]);
  if (!stops) expect(stopped).toBeUndefined();
  else expect(stopped).toMatchObject({ why: 'paused-widely', facts: { what, name } });
});

test('a connector stops only what goes through it', () => {
  expect(stoppedWidely(ONE, WORKFLOW, [])).toBeUndefined();
  expect(takers([CRM, release('skill/tone', '1.0.0')], 'close_ticket')).toEqual([CRM]);
});

test('is begun with a reason, once', () => {
  expect(pauseWidely(NONE, PAUSE)).toEqual({ kind: 'pauses', pauses: [PAUSE] });
  expect(pauseWidely(ONE, { ...PAUSE, by: OWNER })).toEqual({ kind: 'pauses', pauses: [PAUSE] });
  expect(pauseWidely(NONE, { ...PAUSE, reason: ' ' })).toMatchObject({ why: 'reason-required' });
  const many = Array.from({ length: 50 }, (_, n) => ({ ...PAUSE, name: `c${n}` }));
  expect(pauseWidely({ pauses: many }, PAUSE)).toMatchObject({ why: 'too-many' });
});

test('"wide ones are undone by a second person"', () => {
  const by = (one: string) => ({ by: one, asAdmin: true });
  expect(resumeWidely(ONE, PAUSE, by(ADMIN))).toMatchObject({
    why: 'own-pause',
    say: 'You paused the connector crm-readonly yourself, so another platform admin has to let it go on.',
  });
  expect(resumeWidely(ONE, PAUSE, by(OWNER))).toEqual({ kind: 'pauses', pauses: [] });
  expect(resumeWidely(NONE, PAUSE, by(OWNER))).toMatchObject({ why: 'not-paused' });
});

test('a system is one, however it is written', () => {
  const crm = { ...PAUSE, what: 'system' as const, name: 'CRM' };
  const lower = { ...crm, name: 'crm' };
  expect(pauseWidely({ pauses: [crm] }, lower)).toEqual({ kind: 'pauses', pauses: [crm] });
  const ended = resumeWidely({ pauses: [crm] }, lower, { by: OWNER, asAdmin: true });
  expect(ended).toEqual({ kind: 'pauses', pauses: [] });
});

test('one by the platform takes the place of a lead’s, and is ended by the platform alone', () => {
  const lead = { ...PAUSE, by: OWNER };
  const platform = { ...PAUSE, admin: true as const };
  expect(pauseWidely({ pauses: [lead] }, platform)).toEqual({ kind: 'pauses', pauses: [platform] });
  expect(pauseWidely({ pauses: [platform] }, lead)).toEqual({ kind: 'pauses', pauses: [platform] });
  const ended = (asAdmin: boolean) =>
    resumeWidely({ pauses: [platform] }, PAUSE, { by: OWNER, asAdmin });
  expect(ended(false)).toMatchObject({ why: 'admin-pause' });
  expect(ended(true)).toEqual({ kind: 'pauses', pauses: [] });
});

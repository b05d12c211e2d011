import { describe, expect, test } from 'vitest';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import { settingsChangeSchema, wantedSchema } from '../../lib/core/settings-change.ts';
import { ADMIN, NOW, OWNER } from './perfect.ts';

const { rules } = defaultBaseline([], NOW);
const retention = { about: 'retention', days: 90 };

describe('what can be wanted', () => {
  test.each([
    [{ about: 'add-admin', person: OWNER }],
    [{ about: 'remove-auditor', person: OWNER }],
    [retention],
    [{ about: 'retention', days: 30 }],
    [{ about: 'retention', days: 3650 }],
    [{ about: 'baseline', against: 1, rules }],
  ])('%j is taken as it is', (wanted) => {
    expect(wantedSchema.parse(wanted)).toEqual(wanted);
  });

  test.each([
    ['a person without an organisation', { about: 'add-admin', person: 'U1' }],
    ['no person', { about: 'remove-admin' }],
    ['a day too few', { about: 'retention', days: 29 }],
    ['a day too many', { about: 'retention', days: 3651 }],
    ['half a day', { about: 'retention', days: 90.5 }],
    ['rules against nothing', { about: 'baseline', against: 0, rules }],
    ['a rule that is none', { about: 'baseline', against: 1, rules: { ...rules, 'no-fun': {} } }],
    ['another field besides', { ...retention, person: OWNER }],
    ['something else', { about: 'add-king', person: OWNER }],
  ])('%s is not', (_name, wanted) => {
    expect(wantedSchema.safeParse(wanted).success).toBe(false);
  });
});

test('a change is stored with its state and its one answer', () => {
  const change = { id: 'chg_1', wanted: retention, state: 'open', by: ADMIN, at: NOW };
  const answer = { by: OWNER, name: 'owner', at: NOW, reason: '' };
  for (const good of [change, { ...change, state: 'in-force', answer }]) {
    expect(settingsChangeSchema.parse(good)).toEqual(good);
  }
  for (const bad of [{ state: 'lost' }, { by: 'somebody' }, { answer: { by: OWNER } }]) {
    expect(settingsChangeSchema.safeParse({ ...change, ...bad }).success).toBe(false);
  }
});

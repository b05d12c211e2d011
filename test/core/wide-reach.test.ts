import { describe, expect, test } from 'vitest';
import type { WidePause } from '../../lib/core/wide-pause.ts';
import { goesThrough, isStoppedBy, readPausable } from '../../lib/core/wide-reach.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { WORKFLOW } from './perfect.ts';

type Named = Pick<WidePause, 'what' | 'name'>;
const USING: Workflow = {
  ...WORKFLOW,
  systems: [{ system: 'CRM', via: ['connector/crm-readonly@1.4.0'] }],
};

test.each([
  ['connector/crm-readonly', { what: 'connector', name: 'crm-readonly' }],
  ['plugin/reply-drafter@3.2.4', { what: 'release', name: 'plugin/reply-drafter@3.2.4' }],
  ['connector/crm@1.4.0', { what: 'release', name: 'connector/crm@1.4.0' }],
  ['team/team-support', { what: 'team', name: 'team-support' }],
  ['system/CRM of old', { what: 'system', name: 'CRM of old' }],
  ['plugin/reply-drafter', undefined],
  ['plugin/reply-drafter@3.x', undefined],
  ['planet/earth', undefined],
  ['team/No Such', undefined],
  ['reply-bot', undefined],
])('"%s" means %j', (typed, means) => {
  expect(readPausable(typed)).toEqual(means);
});

const STOPS: readonly Named[] = [
  { what: 'team', name: 'team-support' },
  { what: 'release', name: 'plugin/reply-drafter@3.2.4' },
  { what: 'connector', name: 'crm-readonly' },
  { what: 'system', name: 'crm' },
];

describe.each(STOPS)('$what $name', (named) => {
  test('stops a workflow that uses it, and none that is gone or has nothing to do with it', () => {
    expect(isStoppedBy(named, USING)).toBe(true);
    expect(isStoppedBy(named, { ...USING, status: 'retired' })).toBe(false);
    expect(isStoppedBy({ ...named, name: 'other' }, USING)).toBe(false);
  });

  test('refuses a lease through it', () => {
    expect(goesThrough(named, USING, { connector: 'crm-readonly' })).toBe(true);
    const all = named.what === 'team' || named.what === 'release';
    expect(goesThrough(named, USING, { connector: 'mailer' })).toBe(all);
  });
});

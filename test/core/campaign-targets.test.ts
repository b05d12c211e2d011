import { describe, expect, test } from 'vitest';
import {
  directOf,
  mustOf,
  mustWords,
  type PinSeen,
  targetsOf,
} from '../../lib/core/campaign-targets.ts';
import { CAMPAIGN } from './campaign-kit.ts';
import { WORKFLOW } from './perfect.ts';

const PIN: PinSeen = {
  workflow: { ...WORKFLOW, id: 'reply-bot' },
  by: 'locked',
  range: '1.4.x',
  version: '1.4.0',
  via: [],
  reached: { component: CAMPAIGN.component, range: CAMPAIGN.range },
};
const OVER: PinSeen = {
  ...PIN,
  range: '3.2.x',
  version: '3.2.4',
  via: ['plugin/reply-drafter@3.2.4'],
  reached: { component: 'plugin/reply-drafter', range: '3.2.4' },
};
const EDIT = { kind: 'edit', component: CAMPAIGN.component, range: '2.0.x' };
const OPEN = ['1.4.0', '1.9.0', '2.0.1'];

describe('who is left', () => {
  test('each workflow once, by its own pin before one over others', () => {
    const targets = targetsOf(CAMPAIGN, [OVER, PIN], OPEN);
    expect(targets).toMatchObject([
      { workflow: 'reply-bot', component: CAMPAIGN.component, via: [] },
    ]);
    expect(directOf(targets)).toHaveLength(1);
  });

  test('over others alone', () => {
    const targets = targetsOf(CAMPAIGN, [OVER], OPEN);
    expect(targets).toMatchObject([{ component: 'plugin/reply-drafter', version: '3.2.4' }]);
    expect(directOf(targets)).toEqual([]);
  });

  test.each([
    ['whose range alone allows it', { by: 'range' as const }],
    ['that is retired', { workflow: { ...WORKFLOW, status: 'retired' as const } }],
  ])('nobody %s', (_, change) => {
    expect(targetsOf(CAMPAIGN, [{ ...PIN, ...change }], OPEN)).toEqual([]);
  });
});

describe('what has to be written', () => {
  test.each([
    [
      'nothing, inside its range',
      { range: '>=1.4.0 <3.0.0' },
      { kind: 'upgrade', version: '2.0.1' },
    ],
    [
      'the line, beyond it',
      {},
      { ...EDIT, line: '{"connector":"crm-readonly","version":"2.0.x"}' },
    ],
    ['nothing but wait, over others', { via: OVER.via }, { kind: 'wait', on: OVER.via[0] }],
  ])('%s', (_, change, must) => {
    expect(mustOf(CAMPAIGN, { ...PIN, ...change }, OPEN)).toEqual(must);
  });

  test('another component, where that replaces it; a lock never goes back', () => {
    const other = { ...CAMPAIGN, successor: 'plugin/crm@1.0.0-rc.1' };
    expect(mustOf(other, PIN, OPEN)).toEqual({
      kind: 'edit',
      ...{ component: 'plugin/crm', range: '1.0.0-rc.1' },
      line: '{"plugin":"crm","version":"1.0.0-rc.1"}',
    });
    const narrow = { ...CAMPAIGN, range: '1.9.x', successor: 'connector/crm-readonly@2.0.1' };
    const pin = { ...PIN, range: '1.x', version: '1.9.0' };
    expect(mustOf(narrow, pin, OPEN)).toMatchObject({ kind: 'edit' });
  });

  test('is said in words', () => {
    const said = (must: Parameters<typeof mustWords>[0]) => mustWords(must, CAMPAIGN);
    expect(said({ kind: 'upgrade', version: '1.9.0' })).toContain('upgrade to 1.9.0');
    const pin = { component: 'plugin/x', range: '2.0.x' };
    expect(said({ kind: 'edit', ...pin, line: '{}' })).toBe('pin plugin/x "2.0.x" instead');
    expect(said({ kind: 'wait', on: 'plugin/x@1.0.0' })).toBe(
      'waits for a version of plugin/x without connector/crm-readonly',
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { GateRule } from '../../../lib/core/manifest.ts';
import { gateProblems, type Naming } from '../../../lib/core/registration/gates.ts';
import { refuse } from '../../../lib/core/result.ts';
import { COLLEAGUE, WORKFLOW } from '../perfect.ts';
import { with_ } from './first.ts';

const ACTION = 'send_external_email';
const named = (rule: GateRule) => with_({ gates: { [ACTION]: rule } });
const found = (people: readonly string[], rest: { gaps?: string[] } = {}): Naming => ({
  byAction: new Map([[ACTION, { people, gaps: [], ...rest }]]),
});
const SEEN = {
  manifest: named({ approvers: { people: [COLLEAGUE] } }),
  before: undefined,
  naming: found([COLLEAGUE]),
};

test('approvers who are there are none', () => {
  expect(gateProblems(SEEN)).toEqual([]);
  expect(gateProblems({ ...SEEN, naming: undefined })).toEqual([]);
});

test('a fresh login is refused on its line while there is nobody to log in at', () => {
  const manifest = named({ step_up: true });
  const [problem, ...more] = gateProblems({ ...SEEN, manifest });
  expect(problem).toMatchObject({
    field: `gates.${ACTION}.step_up`,
    say: expect.stringContaining('needs an identity provider'),
  });
  expect(more).toEqual([]);
  expect(gateProblems({ ...SEEN, manifest, canStepUp: true })).toEqual([]);
});

test('a part that nobody is in is one on its line, also next to people', () => {
  const naming = found([COLLEAGUE], { gaps: ['There is no team "team-x".'] });
  expect(gateProblems({ ...SEEN, naming })).toEqual([
    { field: `gates.${ACTION}.approvers`, say: 'There is no team "team-x".' },
  ]);
});

describe('where Slack does not answer', () => {
  const unsure = refuse('lookup-failed', 'Slack did not answer in time. Try again.');
  const naming = { byAction: new Map([[ACTION, { people: [], gaps: [], unsure }]]) };
  test.each([
    ['a first revision waits', undefined],
    ['other approvers wait', { ...WORKFLOW, manifest: named({ approvers: { group: 'S1' } }) }],
    ['a gate that had none waits', WORKFLOW],
  ])('%s', (_, before) => {
    expect(gateProblems({ ...SEEN, naming, before })).toMatchObject([{ say: unsure.say }]);
  });

  test('a revision that leaves the approvers alone does not', () => {
    const before = { ...WORKFLOW, manifest: SEEN.manifest };
    expect(gateProblems({ ...SEEN, naming, before })).toEqual([]);
  });
});

test('a card that could not be shown is one on its line, each place for itself', () => {
  const manifest = named({ card: 'To {to}, {} and {iban}', sensitive: ['iban'] });
  expect(gateProblems({ ...SEEN, manifest, naming: undefined })).toMatchObject([
    { field: `gates.${ACTION}.card`, say: expect.stringContaining('{} is unknown') },
    { field: `gates.${ACTION}.card`, say: expect.stringContaining('{iban} is sensitive') },
  ]);
  const fine = named({ card: 'To {to}', sensitive: ['iban'] });
  expect(gateProblems({ ...SEEN, manifest: fine, naming: undefined })).toEqual([]);
});

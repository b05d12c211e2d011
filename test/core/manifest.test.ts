import { describe, expect, test } from 'vitest';
import {
  type Manifest,
  MOST_PINS,
  pinsOf,
  readManifest,
  sameManifest,
  useLine,
} from '../../lib/core/manifest.ts';
import { MANIFEST } from './perfect.ts';

test('the manifest of the plan reads exactly as printed', () => {
  expect(readManifest(MANIFEST)).toEqual({ kind: 'manifest', manifest: MANIFEST });
});

test('every optional field is accepted', () => {
  const full = {
    ...MANIFEST,
    purpose: 'Drafts replies',
    owner_person: 'T1/U1',
    backup: 'T1/U2',
    scopes: { 'crm-readonly': ['crm.read'] },
    gates: {
      send_external_email: {
        quorum: 2,
        expires_in_minutes: 60,
        approvers: { people: ['T1/U1'], team: 'team-finance', group: 'S1', on_call: true },
        step_up: true,
      },
    },
    systems: ['crm'],
    audit_logs: 'https://logs.example/',
    contact_channel: 'C1',
    task_class: 'analytical',
  };
  expect(readManifest(full)).toMatchObject({ kind: 'manifest' });
});

const pin = { plugin: 'reply-drafter', version: '3.2.x' };
const spoiled: [string, unknown, string, RegExp][] = [
  ['no object', null, 'manifest', /object/],
  ['a list', [], 'manifest', /object/],
  ['a text', '{}', 'manifest', /object/],
  [
    'an unknown field',
    { ...MANIFEST, tools: [] },
    'manifest',
    /unknown: tools\. Known fields: workflow/,
  ],
  ['no name', { ...MANIFEST, workflow: undefined }, 'workflow', /./],
  ['a name with blanks', { ...MANIFEST, workflow: 'a b' }, 'workflow', /lower-case/],
  ['no team', { ...MANIFEST, owner: undefined }, 'owner', /./],
  ['a team in capitals', { ...MANIFEST, owner: 'Support' }, 'owner', /lower-case/],
  ['no components', { ...MANIFEST, uses: [] }, 'uses', /at least one component/],
  ['41 pins', { ...MANIFEST, uses: Array.from({ length: 41 }, () => pin) }, 'uses', /at most 40/],
  [
    'two kinds in one line',
    { ...MANIFEST, uses: [{ ...pin, skill: 'x' }] },
    'uses[0]',
    /write one of/,
  ],
  [
    'no kind in a line',
    { ...MANIFEST, uses: [pin, { version: '1.0.0' }] },
    'uses[1]',
    /write one of/,
  ],
  ['no version in a line', { ...MANIFEST, uses: [{ plugin: 'x' }] }, 'uses[0]', /write one of/],
  [
    'an action in capitals',
    { ...MANIFEST, review_required_actions: ['Send'] },
    'review_required_actions[0]',
    /lower case/,
  ],
  ['an owner who is no key', { ...MANIFEST, owner_person: 'U1' }, 'owner_person', /T…\/U…/],
  ['an empty quorum', { ...MANIFEST, gates: { send: { quorum: 0 } } }, 'gates.send.quorum', /./],
  [
    'an expiry of a minute',
    { ...MANIFEST, gates: { send: { expires_in_minutes: 1 } } },
    'gates.send.expires_in_minutes',
    /./,
  ],
  [
    'a rule of a gate that nobody enforces',
    { ...MANIFEST, gates: { send: { escalate: 'T1/U1' } } },
    'gates.send',
    /unknown: escalate/,
  ],
  [
    'approvers who are nobody',
    { ...MANIFEST, gates: { send: { approvers: {} } } },
    'gates.send.approvers',
    /name people, a team, a group/,
  ],
  ['a log that is no address', { ...MANIFEST, audit_logs: 'there' }, 'audit_logs', /./],
  ['a purpose as long as a page', { ...MANIFEST, purpose: 'x'.repeat(501) }, 'purpose', /./],
];

test.each(spoiled)('%s is a problem of the field that has it', (_, value, field, say) => {
  const outcome = readManifest(value);
  const problems = outcome.kind === 'problems' ? outcome.problems : [];
  expect(problems.map((one) => one.field)).toContain(field);
  expect(problems.find((one) => one.field === field)?.say).toMatch(say);
});

test('all problems are named at once', () => {
  const outcome = readManifest({ ...MANIFEST, workflow: '', owner: '', uses: [] });
  expect(outcome.kind === 'problems' && outcome.problems.map((one) => one.field)).toEqual([
    'workflow',
    'owner',
    'uses',
  ]);
});

test(`${MOST_PINS} pins are accepted`, () => {
  const uses = Array.from({ length: MOST_PINS }, (_, n) => ({ plugin: `p${n}`, version: '1.0.0' }));
  expect(readManifest({ ...MANIFEST, uses })).toMatchObject({ kind: 'manifest' });
});

describe('pins', () => {
  const uses: Manifest['uses'] = [
    { block: 'login', version: '1.0.0' },
    { plugin: 'p', version: '1.1.x' },
    { skill: 's', version: '2.0.0' },
    { connector: 'c', version: '~3.0.1' },
  ];
  test('come in the order of their lines', () => {
    expect(
      pinsOf({ ...MANIFEST, uses }).map((one) => `${one.kind}/${one.name} ${one.range}`),
    ).toEqual(['block/login 1.0.0', 'plugin/p 1.1.x', 'skill/s 2.0.0', 'connector/c ~3.0.1']);
  });
  test('turn back into their lines', () => {
    expect(pinsOf({ ...MANIFEST, uses }).map(useLine)).toEqual(uses);
  });
});

test('two manifests are the same whatever the order of their keys, and not when the pins change places', () => {
  const turned = JSON.parse(JSON.stringify(MANIFEST), (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  );
  expect(Object.keys(turned)).not.toEqual(Object.keys(MANIFEST));
  expect(sameManifest(turned, MANIFEST)).toBe(true);
  expect(sameManifest({ ...MANIFEST, uses: [...MANIFEST.uses].reverse() }, MANIFEST)).toBe(false);
});

test.each([
  ['a gate', { refund: { aprovers: {} } }, /unknown: aprovers\. Known fields: quorum, .*approvers/],
  [
    "a gate's approvers",
    { refund: { approvers: { groups: 'S1' } } },
    /unknown: groups\. Known fields: people, team, group, on_call$/,
  ],
])('an unknown field of %s is told with those that are known there', (_, gates, say) => {
  const read = readManifest({ ...MANIFEST, gates });
  const problems = read.kind === 'problems' ? read.problems : [];
  expect(problems[0]?.say).toMatch(say);
});

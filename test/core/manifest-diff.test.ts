import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Manifest, manifestSchema, sameManifest } from '../../lib/core/manifest.ts';
import { diffManifests } from '../../lib/core/manifest-diff.ts';
import { COLLEAGUE, MANIFEST, THIRD } from './perfect.ts';

const [plugin, connector, skill] = MANIFEST.uses;
if (!plugin || !connector || !skill) throw new Error('three lines');
const gates = { send_external_email: { quorum: 2, expires_in_minutes: 60 } };

const ROWS: [string, Partial<Manifest>, Partial<Manifest>, string[]][] = [
  ['a purpose', {}, { purpose: 'x' }, ['Sets the purpose: x']],
  ['another purpose', { purpose: 'x' }, { purpose: 'y' }, ['Changes the purpose from x to y']],
  ['no backup any more', { backup: THIRD }, {}, ['Drops the backup (U3)']],
  [
    'another owner',
    { owner_person: THIRD },
    { owner_person: COLLEAGUE },
    ['Changes the owner from U3 to U2'],
  ],
  ['another team', {}, { owner: 'team-sales' }, ['Moves from team-support to team-sales']],
  [
    'gates',
    { review_required_actions: ['a', 'b'] },
    { review_required_actions: ['b', 'c'] },
    ['Approval needed for c', 'Approval no longer needed for a'],
  ],
  [
    'no gate',
    {},
    { review_required_actions: undefined },
    ['Approval no longer needed for send_external_email'],
  ],
  [
    'the rule of a gate',
    { gates },
    { gates: { send_external_email: { quorum: 1, expires_in_minutes: 60 } } },
    ['Approvals needed for send_external_email: 1 instead of 2'],
  ],
  [
    'no rule any more',
    { gates },
    {},
    [
      'Approvals needed for send_external_email: the usual instead of 2',
      'Time to decide on send_external_email: the usual instead of 1 hour',
    ],
  ],
  [
    'who approves, where nobody was named',
    { gates },
    {
      gates: {
        send_external_email: {
          ...gates.send_external_email,
          approvers: { people: [COLLEAGUE], team: 'team-finance', group: 'S1', on_call: true },
        },
      },
    },
    [
      'Who may approve send_external_email: U2, members of team-finance, the user group S1, whoever is on call instead of the usual people',
    ],
  ],
  [
    'other approvers',
    { gates: { send_external_email: { approvers: { team: 'team-finance' } } } },
    { gates: { send_external_email: { approvers: { people: [THIRD] } } } },
    ['Who may approve send_external_email: U3 instead of members of team-finance'],
  ],
  [
    'scopes',
    { scopes: { crm: ['a', 'b'] } },
    { scopes: { crm: ['b', 'c'] } },
    ['Adds the scope c on crm', 'Drops the scope a on crm'],
  ],
  ['systems', { systems: ['a'] }, { systems: ['b'] }, ['Adds the system b', 'Drops the system a']],
  [
    'pins',
    { uses: [plugin, skill] },
    { uses: [{ plugin: 'reply-drafter', version: '3.3.x' }, connector] },
    [
      'Adds connector/crm-readonly 1.4.0',
      'Changes plugin/reply-drafter from 3.2.x to 3.3.x',
      'Drops skill/tone-brand-voice 2.0.1',
    ],
  ],
  ['an order', { uses: [plugin, skill] }, { uses: [skill, plugin] }, ['Writes uses differently']],
  ['a model', {}, { model_default: 'm' }, ['Changes the model from claude-sonnet-4.6 to m']],
  ['a channel', {}, { contact_channel: 'C2' }, ['Sets the channel: C2']],
  ['a task class', {}, { task_class: 'analytical' }, ['Sets the task class: analytical']],
  [
    'a log',
    {},
    { audit_logs: 'https://x.example' },
    ['Sets the place of its own log: https://x.example'],
  ],
];

test.each(ROWS)('%s is told in plain words', (_, before, after, said) => {
  const found = diffManifests({ ...MANIFEST, ...before }, { ...MANIFEST, ...after });
  expect(found.map((one) => one.say)).toEqual(said);
});

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const person = fc.stringMatching(/^T1\/U[1-9]{1,3}$/);
const fields = {
  model_default: word,
  review_required_actions: fc.array(word, { maxLength: 4 }),
  purpose: word,
  owner_person: person,
  backup: person,
  scopes: fc.dictionary(word, fc.array(word, { maxLength: 3 }), { maxKeys: 3 }),
  gates: fc.dictionary(word, fc.record({ quorum: fc.integer({ min: 1, max: 10 }) }), {
    maxKeys: 3,
  }),
  systems: fc.array(word, { maxLength: 3 }),
  contact_channel: word,
  task_class: fc.constantFrom('high-stakes', 'analytical', 'high-volume'),
};
const use = fc.record({ plugin: word, version: fc.constantFrom('1.0.x', '2.0.x') });
const needed = { workflow: word, owner: word, uses: fc.array(use, { minLength: 1, maxLength: 4 }) };
const manifests = fc
  .record({ ...needed, ...fields }, { requiredKeys: ['workflow', 'owner', 'uses'] })
  .map((value) => manifestSchema.parse(value));

describe('laws', () => {
  test('manifests that say the same have no difference', () => {
    fc.assert(
      fc.property(manifests, (one) => {
        const reversed = manifestSchema.parse(Object.fromEntries(Object.entries(one).reverse()));
        expect(diffManifests(one, reversed)).toEqual([]);
      }),
    );
  });

  test('every changed field appears, and no other', () => {
    fc.assert(
      fc.property(manifests, manifests, (before, after) => {
        const found = new Set(diffManifests(before, after).map((one) => one.field));
        const keys: (keyof Manifest)[] = ['workflow', 'owner', 'uses', ...names];
        const base = { workflow: 'x', owner: 'x', uses: MANIFEST.uses };
        for (const key of keys) {
          const only = (one: Manifest) => ({ ...base, [key]: one[key] });
          expect(found.has(key)).toBe(!sameManifest(only(before), only(after)));
        }
      }),
    );
  });
});

const names = [
  'model_default',
  'review_required_actions',
  'purpose',
  'owner_person',
  'backup',
  'scopes',
  'gates',
  'systems',
  'contact_channel',
  'task_class',
] as const;

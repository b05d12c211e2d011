import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameSchema } from '../../lib/core/component.ts';
import { readManifest } from '../../lib/core/manifest.ts';
import { reuseManifest, suggestName } from '../../lib/core/reuse.ts';
import { release, SURFACE } from './perfect.ts';

const REUSE = {
  workflow: 'draft-replies',
  team: 'team-support',
  purpose: 'Draft replies',
  component: {
    id: 'plugin/reply-drafter',
    kind: 'plugin' as const,
    name: 'reply-drafter',
    title: 'Reply drafter',
    description: '',
    keywords: [],
    team: 'platform',
    visibility: 'shared' as const,
    latest: '3.2.4',
    connectors: [],
    actions: [],
  },
  release: release('plugin/reply-drafter', '3.2.4', {
    surface: { ...SURFACE, actions: ['send_external_email'] },
    uses: [{ kind: 'connector', name: 'crm-readonly', range: '1.4.x' }],
  }),
  widest: 'minor' as const,
  leads: new Map([['connector/crm-readonly', '1.4.2']]),
  actions: ['refund', 'send_external_email'],
};

describe('the manifest that reuse leads to', () => {
  test('pins the component and what it uses, and gates every action', () => {
    expect(reuseManifest(REUSE)).toEqual({
      workflow: 'draft-replies',
      owner: 'team-support',
      uses: [
        { plugin: 'reply-drafter', version: '3.2.x' },
        { connector: 'crm-readonly', version: '1.4.x' },
      ],
      purpose: 'Draft replies',
      review_required_actions: ['refund', 'send_external_email'],
    });
  });
  test('is a manifest', () => {
    expect(readManifest(reuseManifest(REUSE))).toMatchObject({ kind: 'manifest' });
  });
  test.each([
    ['minor', '^1.0.0', '3.2.x', '1.4.x'],
    ['patch', '^1.0.0', '3.2.4', '1.4.2'],
    ['exact', '1.4.x', '3.2.4', '1.4.2'],
    ['minor', '~1.4.1', '3.2.x', '~1.4.1'],
  ] as const)('pins at most one %s, where the release pins %s', (widest, range, own, used) => {
    const uses = [{ kind: 'connector' as const, name: 'crm-readonly', range }];
    const manifest = reuseManifest({ ...REUSE, widest, release: { ...REUSE.release, uses } });
    expect(manifest.uses.map((one) => one.version)).toEqual([own, used]);
  });
  test('leaves the range of what is not in the catalog, for registration to say so', () => {
    const uses = [{ kind: 'connector' as const, name: 'gone', range: '^1.0.0' }];
    const manifest = reuseManifest({ ...REUSE, release: { ...REUSE.release, uses } });
    expect(manifest.uses[1]?.version).toBe('^1.0.0');
  });
  test('does not pin a component twice that names itself', () => {
    const own = { kind: 'plugin' as const, name: 'reply-drafter', range: '3.2.x' };
    const { uses } = reuseManifest({ ...REUSE, release: { ...REUSE.release, uses: [own] } });
    expect(uses).toHaveLength(1);
  });
  test('has no gates where there are no actions', () => {
    const plain = { ...REUSE, release: release('plugin/reply-drafter', '3.2.4'), actions: [] };
    expect(reuseManifest(plain)).not.toHaveProperty('review_required_actions');
  });
});

describe('a suggested name', () => {
  test.each([
    ['Draft replies!', 'draft-replies'],
    ['  Grüße & Café  ', 'gruße-cafe'],
    ['---', ''],
    ['😀', ''],
    ['日本語', ''],
    ['a', 'a'],
    [`${'word '.repeat(20)}`, `${'word-'.repeat(12).slice(0, -1)}`],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('of %j is %j', (need, name) => {
    expect(suggestName(need)).toBe(name.replace('gruße', 'gru-e'));
  });
  test('is empty or a name, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (need) => {
        const name = suggestName(need);
        expect(name === '' || nameSchema.safeParse(name).success).toBe(true);
        expect(name.length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

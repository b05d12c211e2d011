import { describe, expect, it } from 'vitest';
import { readBackstage } from '../../lib/core/backstage.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';

function entity(kind: string, type: string, name: string, spec: Record<string, unknown> = {}) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, description: `The ${name}.` },
    spec: { type, lifecycle: 'production', owner: 'sailors', ...spec },
  };
}
const remotes = [{ type: 'sse', url: 'https://tides.example/sse' }];
const TIDES = entity('API', 'mcp-server', 'tides', { remotes });

function read(...values: unknown[]) {
  return readBackstage(
    'depot',
    values.map((value, n) => ({ place: `document ${n + 1}`, value })),
  );
}

describe('what the registry has kinds for goes in', () => {
  it.each([
    ['an API that is an MCP server', TIDES, 'connector'],
    [
      'a component that is one',
      entity('Component', 'mcp-server', 'tides', { remotes }),
      'connector',
    ],
    ['a skill', entity('AiResource', 'skill', 'knots'), 'skill'],
    ['a plugin', entity('Component', 'ai-plugin', 'desk'), 'plugin'],
    ['a block', entity('Component', 'ai-block', 'login'), 'block'],
  ])('%s', (_, value, kind) => {
    const { drafts, skipped } = read(value);
    expect(skipped).toEqual([]);
    expect(drafts).toMatchObject([{ kind, origin: { marketplace: 'depot' } }]);
    for (const draft of drafts) expect(componentDraftSchema.safeParse(draft).success).toBe(true);
  });

  it('after what it needs, pinned to it', () => {
    const dependsOn = ['api:default/tides', 'airesource:knots', 'resource:sea'];
    const desk = entity('Component', 'plugin', 'desk', { dependsOn, consumesApis: ['api:tides'] });
    const reading = read(desk, TIDES, entity('AiResource', 'skill', 'knots'));
    expect(reading.drafts.map((one) => one.name)).toEqual(['tides', 'knots', 'desk']);
    expect(reading.drafts.at(-1)?.uses).toEqual([
      { kind: 'connector', name: 'tides', range: '*' },
      { kind: 'skill', name: 'knots', range: '*' },
    ]);
    expect(reading.notes.map((one) => one.note)).toContain(
      'It needs resource:sea, which is not among what is taken here, so it is not pinned.',
    );
  });
});

describe('all else is skipped, with what to do', () => {
  it.each([
    ['a group', entity('Group', 'team', 'sailors'), 'yardmaster team import'],
    ['a person', entity('User', '', 'somebody'), 'nobody is imported'],
    ['a location', { kind: 'Location', metadata: { name: 'x' } }, 'Import that one.'],
    ['a workflow', entity('Component', 'ai-workflow', 'w'), 'yardmaster import workflows'],
    ['a service', entity('Component', 'service', 's'), 'Component of type service is nothing'],
    ['a rule', entity('AiResource', 'rule', 'r'), 'AiResource of type rule is nothing'],
    ['an API without remotes', entity('API', 'mcp-server', 'x'), 'Write spec.remotes'],
    ['an empty address', entity('API', 'mcp-server', 'x', { remotes: [{ url: '' }] }), 'is empty'],
    ['a name of two alphabets', entity('AiResource', 'skill', 'kn\u043Ets'), 'Latin and Cyrillic'],
    ['no entity', { kind: 'API' }, 'It is no entity'],
    ['a list', [], 'It is no entity'],
  ])('%s', (_, value, why) => {
    expect(read(value)).toMatchObject({
      drafts: [],
      skipped: [
        { entry: expect.stringContaining('document 1'), why: expect.stringContaining(why) },
      ],
    });
  });

  it('a second one of a name', () => {
    expect(read(TIDES, TIDES).skipped).toEqual([
      {
        entry: 'document 2 (API tides)',
        why: 'Another entity of this file is connector/tides already.',
      },
    ]);
  });

  it('a document that is broken', () => {
    const reading = readBackstage('depot', [{ place: 'document 1', broken: 'It is no YAML.' }]);
    expect(reading).toMatchObject({
      count: 1,
      skipped: [{ entry: 'document 1', why: 'It is no YAML.' }],
    });
  });
});

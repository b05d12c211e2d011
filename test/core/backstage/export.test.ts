import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { componentEntity, teamEntity, workflowEntity } from '../../../lib/core/backstage/export.ts';
import { readBackstage } from '../../../lib/core/backstage.ts';
import { exportable } from '../exporting.ts';
import { CONTEXT, planImport } from '../import-plan/apply.ts';
import { sha, TEAM, WORKFLOW } from '../perfect.ts';

const TIDES = exportable({ kind: 'connector', name: 'tides' });

it('a connector is an API with its remotes, version and lifecycle', () => {
  expect(componentEntity(TIDES, sha)).toMatchObject({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: 'tides',
      namespace: 'connectors',
      tags: ['sea'],
      annotations: {
        'yardmaster/id': 'connector/tides',
        'yardmaster/version': '1.2.0',
        'yardmaster/lifecycle': 'active',
      },
    },
    spec: {
      type: 'mcp-server',
      lifecycle: 'production',
      owner: 'group:default/platform',
      remotes: [{ type: 'streamable-http', url: 'https://tides.example/mcp' }],
    },
  });
});

it('one without a web address says how it is started', () => {
  const surface = { ...TIDES.release.surface, endpoints: ['npx tides'] };
  const one = exportable(TIDES.component, { release: { surface } });
  expect(componentEntity(one, sha).spec).toMatchObject({ definition: 'Started with: npx tides' });
});

it('pins are relations and annotations', () => {
  const uses = [
    { kind: 'connector' as const, name: 'tides', range: '1.2.x' },
    { kind: 'skill' as const, name: 'knots', range: '~1.0.0' },
  ];
  const desk = exportable({ kind: 'plugin', name: 'desk' }, { release: { uses } });
  expect(componentEntity(desk, sha)).toMatchObject({
    kind: 'Component',
    metadata: { annotations: { 'yardmaster/pins': 'connector/tides@1.2.x, skill/knots@~1.0.0' } },
    spec: {
      type: 'ai-plugin',
      dependsOn: ['api:connectors/tides', 'airesource:skills/knots'],
      consumesApis: ['api:connectors/tides'],
    },
  });
});

describe('what was kept of its own entity is put back', () => {
  const entity = {
    kind: 'API',
    metadata: { name: 'x', uid: '1', labels: { tier: '1' }, annotations: { 'a.example/b': 'c' } },
    spec: { type: 'mcp-server', system: 'harbour', owner: 'old' },
    relations: [],
  };
  const written = componentEntity(
    { ...TIDES, foreign: { dialect: 'backstage', kept: { entity } } },
    sha,
  );

  it('but for what the registry says', () => {
    expect(written).toMatchObject({
      metadata: { name: 'tides', labels: { tier: '1' }, annotations: { 'a.example/b': 'c' } },
      spec: { system: 'harbour', owner: 'group:default/platform' },
    });
    expect(written.metadata).not.toHaveProperty('uid');
    expect(written).not.toHaveProperty('relations');
  });
});

it('a team names nobody', () => {
  const { spec, metadata } = teamEntity(TEAM);
  expect(metadata).toMatchObject({ name: TEAM.id, title: TEAM.name });
  expect(JSON.stringify(spec)).not.toContain(TEAM.lead.split('/')[1]);
});

it('a workflow names its owner by the Slack id alone', () => {
  const { metadata, spec } = workflowEntity(WORKFLOW, sha);
  expect(metadata.annotations).toMatchObject({
    'yardmaster/id': `workflow/${WORKFLOW.id}`,
    'yardmaster/status': WORKFLOW.status,
    'yardmaster/owner': WORKFLOW.owner.split('/')[1],
  });
  expect(spec).toMatchObject({ type: 'ai-workflow', owner: `group:default/${WORKFLOW.team}` });
});

test('the round trip is lossless for what the registry holds', () => {
  const kind = fc.constantFrom('connector', 'plugin', 'skill', 'block');
  const lifecycle = fc.constantFrom('active', 'deprecated', 'closed', 'disabled');
  const version = fc.constantFrom('0.0.1', '1.2.0', '2.0.0-rc.1+b');
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const name = fc.oneof(
    word,
    word.map((one) => `${one}.${'x'.repeat(70)}`),
  );
  fc.assert(
    fc.property(kind, name, lifecycle, version, fc.array(word), (of, called, life, at, scopes) => {
      const uses = [{ kind: 'skill' as const, name: 'elsewhere', range: '1.0.x' }];
      const base = exportable({ kind: of, name: called });
      const surface = { ...base.release.surface, scopes };
      const one = exportable(base.component, {
        release: { lifecycle: life, version: at, surface, uses },
      });
      const component = { ...one.component, latest: at, description: ' spaced ', title: 'T: 1' };
      const value = JSON.parse(JSON.stringify(componentEntity({ ...one, component }, sha)));
      const reading = readBackstage('depot', [{ place: 'x', value }]);
      expect(reading.skipped).toEqual([]);
      const [draft] = reading.drafts;
      expect(draft).toMatchObject({
        ...{ kind: of, name: called, version: at, lifecycle: life, surface },
        ...{ title: 'T: 1', description: ' spaced ', keywords: component.keywords },
      });
      const held = new Map([[component.id, { component, releases: [one.release] }]]);
      expect(planImport(reading.drafts, held, CONTEXT)).toMatchObject([
        { decision: { kind: 'unchanged', id: component.id, version: at } },
      ]);
    }),
  );
});

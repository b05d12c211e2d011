import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decideImport, type Held } from '../../../lib/core/import-plan.ts';
import { readManifest } from '../../../lib/core/manifest.ts';
import { register } from '../../../lib/core/registration.ts';
import { sampleCatalog } from '../../../lib/local/sample/catalog.ts';
import { keyOf, PEOPLE, PRE_GRANTED, TEAMS } from '../../../lib/local/sample/organisation.ts';
import { MANIFEST } from '../../core/perfect.ts';

const sha = (...parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Publishes the sample over a registry; gives it with what was decided on the way. */
function publish(before: ReadonlyMap<string, Held>) {
  const registry = new Map(before);
  const kinds = sampleCatalog().map(({ draft, team, visibility, placed }) => {
    const decision = decideImport(draft, registry, placed, { team, visibility, sha });
    if (decision.kind === 'publish') {
      const at = { lifecycle: 'active', publishedAt: '2026-11-02T08:00:00.000Z' } as const;
      const release = { ...decision.release, ...at, publishedBy: 'sample' };
      const held = registry.get(decision.id)?.releases ?? [];
      registry.set(decision.id, { component: decision.component, releases: [...held, release] });
    }
    return decision.kind;
  });
  return { registry, kinds: [...new Set(kinds)] };
}

const { registry, kinds } = publish(new Map());

it('is published whole, and a second time nothing changes', () => {
  expect(kinds).toEqual(['publish']);
  expect(publish(registry).kinds).toEqual(['unchanged']);
});

it.each([
  ['plugin/reply-drafter', '3.1.0 3.2.0 3.2.4', 'team-support'],
  ['plugin/ticket-triage', '1.4.2', 'team-support'],
  ['plugin/meeting-notes', '2.3.0', 'team-sales'],
  ['plugin/invoice-checker', '1.0.3', 'platform'],
  ['connector/crm-readonly', '1.3.0 1.4.0', 'platform'],
  ['connector/mail-outbound', '1.1.0', 'platform'],
  ['connector/calendar', '0.9.2', 'platform'],
  ['skill/tone-brand-voice', '2.0.0 2.0.1', 'team-support'],
  ['skill/pii-redaction', '1.1.0', 'platform'],
  ['block/web-login', '1.2.0', 'platform'],
])('holds %s in %s, owned by %s', (id, versions, team) => {
  const held = registry.get(id);
  expect(held?.releases.map((release) => release.version).join(' ')).toBe(versions);
  expect(held?.component.team).toBe(team);
});

it('belongs to teams that the sample organisation has', () => {
  const teams = TEAMS.map((team) => team.id);
  for (const { component } of registry.values()) expect(teams).toContain(component.team);
});

it('keeps the pins of each version as written', () => {
  const [first, , last] = registry.get('plugin/reply-drafter')?.releases ?? [];
  expect(first?.uses.map((pin) => pin.range)).toEqual(['1.3.x', '2.0.x']);
  expect(last?.uses.map((pin) => pin.range)).toEqual(['1.4.x', '2.0.x']);
});

describe('the manifest that the plan prints', () => {
  it('registers as it stands, is active at once and gates what it names', () => {
    const read = readManifest(MANIFEST);
    if (read.kind !== 'manifest') throw new Error(JSON.stringify(read.problems));
    const [team] = TEAMS;
    if (!team) throw new Error('no team');
    const outcome = register({
      manifest: read.manifest,
      editor: { kind: 'person', person: keyOf(PEOPLE.owner) },
      home: 'slack',
      now: '2026-11-21T09:00:00.000Z',
      before: undefined,
      catalog: new Map([...registry].map(([id, held]) => [id, held.releases])),
      preGranted: PRE_GRANTED,
      team,
      teamBefore: undefined,
    });
    expect(outcome).toMatchObject({
      kind: 'accepted',
      workflow: {
        status: 'active',
        actions: ['send_external_email'],
        locks: [{ version: '3.2.4' }, { version: '1.4.0' }, { version: '2.0.1' }],
      },
    });
  });
});

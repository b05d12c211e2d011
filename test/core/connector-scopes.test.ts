import { expect, test } from 'vitest';
import { sideBySide } from '../../lib/core/connector-scopes.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { NOW, release, SURFACE, WORKFLOW } from './perfect.ts';

const CRM = release('connector/crm', '1.0.0', {
  surface: { ...SURFACE, scopes: ['read', 'write', 'delete'] },
});

function pinning(id: string, scopes: string[], rest: Partial<Workflow> = {}): Workflow {
  return {
    ...WORKFLOW,
    id,
    manifest: { ...WORKFLOW.manifest, scopes: { crm: scopes } },
    locks: [{ component: 'connector/crm', range: '1.0.0', version: '1.0.0' }],
    ...rest,
  };
}

const compare = (workflows: readonly Workflow[], preGranted: readonly string[] = []) =>
  sideBySide({ releases: [CRM], workflows, preGranted, now: NOW });

test('standard is what the baseline gives of this connector, whoever has it', () => {
  const found = compare(
    [pinning('a', ['read']), pinning('b', ['read', 'write'])],
    ['read', 'else'],
  );
  expect(found).toMatchObject({ standard: ['read'], standardBy: 'baseline' });
  expect(found.rows.map(({ workflow, wider }) => [workflow.id, wider])).toEqual([
    ['b', ['write']],
    ['a', []],
  ]);
});

test('where the baseline gives none of it, what more than half have is', () => {
  const found = compare([
    pinning('a', ['read']),
    pinning('b', ['read', 'delete']),
    pinning('c', ['write', 'read']),
  ]);
  expect(found).toMatchObject({ standard: ['read'], standardBy: 'most' });
  expect(found.rows.map(({ wider }) => wider)).toEqual([['delete'], ['write'], []]);
});

test('half is not more than half', () => {
  const found = compare([pinning('a', ['read']), pinning('b', ['write'])]);
  expect(found.standard).toEqual([]);
});

test('what is retired, or locked elsewhere, is left out; what waits is told apart', () => {
  const found = compare([
    pinning('a', ['read'], { status: 'retired' }),
    { ...WORKFLOW, id: 'b', locks: [] },
    pinning('c', ['read', 'write'], { missingScopes: ['write'] }),
  ]);
  expect(found.rows).toMatchObject([
    { version: '1.0.0', scopes: ['read'], waiting: ['write'], wider: [] },
  ]);
});

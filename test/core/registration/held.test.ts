import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib/core/findings.ts';
import {
  enforcedProblems,
  type Held,
  heldAgainst,
  observedWarnings,
} from '../../../lib/core/registration/held.ts';
import { lockedReleases } from '../../../lib/core/registration/locks.ts';
import { register, registrationFindings } from '../../../lib/core/registration.ts';
import { RULES, strict, TODAY } from '../findings/perfect.ts';
import { CATALOG, COLLEAGUE, MANIFEST, OWNER, TEAM, WORKFLOW } from '../perfect.ts';
import { FIRST } from './first.ts';

const HELD: Held = { rules: RULES, today: TODAY, inactive: new Set(), retirements: new Map() };
const FINE = { ...MANIFEST, model_default: 'medium-1', task_class: 'analytical' as const };
const found: Finding = {
  rule: 'backup-required',
  mode: 'enforce',
  field: 'backup',
  say: 'It has no backup.',
  fix: 'Name one.',
};

test('a workflow is judged as it would be: owner, locks, scopes and all', () => {
  const around = { team: TEAM, releases: lockedReleases(WORKFLOW.locks, CATALOG) };
  const workflow = { ...WORKFLOW, manifest: FINE, backup: COLLEAGUE };
  expect(heldAgainst(HELD, workflow, around)).toEqual([]);
  const gone = { ...HELD, inactive: new Set([OWNER]) };
  expect(heldAgainst(gone, workflow, around)).toMatchObject([{ rule: 'owner-required' }]);
});

describe('an enforced finding', () => {
  test('is a problem on its line, with what to write', () => {
    expect(enforcedProblems([found], [])).toEqual([
      { field: 'backup', say: 'It has no backup. Name one.' },
    ]);
  });

  test.each([
    ['the same line', 'uses[1].version', 'uses[1].version', 0],
    ['the whole pin', 'uses[1]', 'uses[1].version', 0],
    ['another pin', 'uses[1]', 'uses[11].version', 1],
    ['a line whose name begins alike', 'owner', 'owner_person', 1],
  ])('is not said again where %s has a problem already', (_, other, field, said) => {
    const others = [{ field: other, say: 'Something else.' }];
    expect(enforcedProblems([{ ...found, field }], others)).toHaveLength(said);
  });
});

test('an observed finding is a warning and no problem', () => {
  const observed: Finding = { ...found, mode: 'observe' };
  expect(observedWarnings([observed, found])).toEqual(['It has no backup. Name one.']);
  expect(enforcedProblems([observed], [])).toEqual([]);
});

describe('a registration under a baseline', () => {
  const input = { ...FIRST, manifest: { ...FINE, backup: COLLEAGUE }, held: HELD };
  const { backup: _, ...unbacked } = input.manifest;

  test('goes through where nothing is enforced against', () => {
    expect(register(input)).toMatchObject({ kind: 'accepted' });
    expect(registrationFindings(input)).toEqual([]);
  });

  test('is refused with every problem at once, its own and the baseline’s', () => {
    const manifest = { ...unbacked, uses: [{ plugin: 'nowhere', version: '*' }] };
    const outcome = register({ ...input, manifest });
    expect(outcome.kind === 'problems' && outcome.problems.map((one) => one.field)).toEqual([
      'uses[0]',
      'backup',
    ]);
  });

  test('is warned by what is only observed', () => {
    const held = { ...HELD, rules: strict('backup-required', 'observe') };
    const outcome = register({ ...input, manifest: unbacked, held });
    const warnings = outcome.kind === 'accepted' ? outcome.warnings : [];
    expect(warnings).toContain(
      'It has no backup. Name a second person of team-support in "backup".',
    );
  });

  test('is not held against anything where no baseline was given', () => {
    const { held: __, ...free } = input;
    expect(register({ ...free, manifest: unbacked })).toMatchObject({ kind: 'accepted' });
    expect(registrationFindings({ ...free, manifest: unbacked })).toEqual([]);
  });

  test('stays as it is when the manifest is the one in force: tightening breaks no re-run', () => {
    const before = { ...WORKFLOW, manifest: unbacked };
    expect(register({ ...input, manifest: unbacked, before })).toMatchObject({ kind: 'unchanged' });
  });
});

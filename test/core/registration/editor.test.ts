import { expect, test } from 'vitest';
import {
  asEditor,
  editorActor,
  editorName,
  mayNotRegister,
  personOf,
} from '../../../lib/core/registration/editor.ts';
import { ADMIN, ORGANISATION, OUTSIDER, OWNER, TEAM } from '../perfect.ts';

const CI = { kind: 'ci' as const, id: 'main', team: TEAM.id };
const standing = { organisation: ORGANISATION, team: TEAM };

test('a person is written by the key, CI by its identity', () => {
  expect(editorName(asEditor(OWNER))).toBe(OWNER);
  expect(editorActor(asEditor(OWNER))).toEqual({ kind: 'person', id: OWNER });
  expect(personOf(asEditor(OWNER))).toBe(OWNER);
  expect(editorName(asEditor(CI))).toBe('ci/main');
  expect(editorActor(CI)).toEqual({ kind: 'ci', id: 'main' });
  expect(personOf(CI)).toBeUndefined();
});

test.each([
  ['a member', asEditor(OWNER), true],
  ['an admin outside the team', asEditor(ADMIN), false],
  ['somebody of another organisation', asEditor(OUTSIDER), false],
  ["the team's CI", CI, true],
  ["another team's CI", { ...CI, team: 'team-sales' }, false],
] as const)('%s registers for the team: %3$s', (_, editor, may) => {
  expect(mayNotRegister(editor, standing) === undefined).toBe(may);
});

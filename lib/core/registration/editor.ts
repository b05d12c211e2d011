import type { AuditActor } from '../audit.ts';
import type { PersonKey, Team } from '../people.ts';
import { type Refusal, refuse } from '../result.ts';
import { mayNot, type Standing, whileStopped } from '../roles.ts';

/** Who registers: a person, or a team's CI identity, behind which no person is known. */
export type Editor =
  | { readonly kind: 'person'; readonly person: PersonKey }
  | { readonly kind: 'ci'; readonly id: string; readonly team: string };

/** A person's key stands for that person. */
export function asEditor(by: PersonKey | Editor): Editor {
  return typeof by === 'string' ? { kind: 'person', person: by } : by;
}

/** How the registry writes an editor down: a person's key, or `ci/<identity>`. */
export function editorName(editor: Editor): string {
  return editor.kind === 'person' ? editor.person : `ci/${editor.id}`;
}

/** How the log names an editor. */
export function editorActor(editor: Editor): AuditActor {
  return editor.kind === 'person'
    ? { kind: 'person', id: editor.person }
    : { kind: 'ci', id: editor.id };
}

/** The person behind it; none behind CI. */
export function personOf(editor: Editor): PersonKey | undefined {
  return editor.kind === 'person' ? editor.person : undefined;
}

/** "Only its members (or its CI identity) register for it." */
export function mayNotRegister(
  editor: Editor,
  standing: Standing & { readonly team: Team },
): Refusal<'not-allowed'> | undefined {
  return mayNotSpeakFor('register', editor, standing);
}

/** The same for any act of a team: its members' own, and of CI what its CI identity does. */
export function mayNotSpeakFor(
  act: 'register' | 'publish-release',
  editor: Editor,
  standing: Standing & { readonly team: Team },
): Refusal<'not-allowed'> | undefined {
  if (editor.kind === 'person') return mayNot(act, editor.person, standing);
  const { id, name } = standing.team;
  if (editor.team === id) return whileStopped(act, standing);
  const say = `This CI identity speaks for ${editor.team}, and not for ${name}.`;
  return refuse('not-allowed', say, { act });
}

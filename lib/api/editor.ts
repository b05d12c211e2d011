import type { Deps } from '../acts/deps.ts';
import { loadTeam, mayNotHere } from '../acts/standing.ts';
import { editorOf } from '../core/ci.ts';
import type { Editor } from '../core/registration/editor.ts';
import type { Refusal } from '../core/result.ts';
import type { CallerOf } from './caller.ts';

type PersonOrCi = CallerOf<'person' | 'ci'>;

/** Who registers or checks for the team that `owner` names, by its id or an alias of it. */
export async function editorFor(deps: Deps, caller: PersonOrCi, owner: string): Promise<Editor> {
  if (caller.kind === 'person') return { kind: 'person', person: caller.person };
  return editorOf(caller, (await loadTeam(deps, owner))?.id ?? owner);
}

/** CI may "read what colleagues may find": its key or token is proof enough of the organisation. */
export async function mayNotFind(
  deps: Deps,
  caller: PersonOrCi,
): Promise<Refusal<'not-allowed'> | undefined> {
  return caller.kind === 'ci' ? undefined : mayNotHere(deps, 'find', caller.person);
}

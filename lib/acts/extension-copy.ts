import { componentId, nameSchema } from '../core/component.ts';
import { copyDraft } from '../core/copy.ts';
import { EXTENSION_WORDS, type Extension } from '../core/extension.ts';
import type { PersonKey } from '../core/people.ts';
import { asEditor } from '../core/registration/editor.ts';
import type { ReleaseDraft } from '../core/release-draft.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import type { Head } from '../store/item.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import { pairKeys } from './extension-answer.ts';
import {
  extensionChange,
  loadExtension,
  noExtension,
  ownersOf,
  shownAnew,
} from './extension-store.ts';
import { type Published, publishStep } from './publish.ts';
import { loadComponent } from './publish-ground.ts';
import { releasesOf } from './register.ts';
import { loadOrganisation, loadTeam } from './standing.ts';

export type Copied =
  | {
      readonly kind: 'copied';
      readonly extension: Extension;
      /** The id of the team's own component. */
      readonly copy: string;
    }
  | Refusal;

/**
 * The offered copy, made: a component of the team's own, with the newest release of its origin as its
 * first. Made twice under one name it is made once.
 */
export async function makeCopy(
  deps: Deps,
  by: PersonKey,
  id: string,
  name: string,
): Promise<Copied> {
  return attempt(deps, async (): Promise<Step<Copied>> => {
    const head = await loadExtension(deps, id);
    if (!head) return done(noExtension());
    const extension = head.state;
    const [organisation, team, origin] = await Promise.all([
      loadOrganisation(deps),
      loadTeam(deps, extension.team),
      originOf(deps, extension.component),
    ]);
    if (!team) return done(refuse('no-team', `There is no team "${extension.team}" any more.`));
    const refusal = mayNot('publish-release', by, { organisation, team });
    if (refusal) return done(refusal);
    if (origin.kind === 'refused') return done(origin);
    const draft = copyDraft(origin, { name, team });
    const no = await mayNotCopy(deps, extension, draft);
    if (no) return done(no);
    const step = await publishStep(deps, { by: asEditor(by), draft });
    if (step.kind === 'done') return done(notPublished(step.value));
    return copying(deps, { head, by, draft }, step.write);
  });
}

interface Copying {
  readonly head: Head<Extension>;
  readonly by: PersonKey;
  readonly draft: ReleaseDraft;
}

/** The first release of the copy, and the end of what was asked, in one transaction. */
async function copying(
  deps: Deps,
  { head, by, draft }: Copying,
  publishing: Write,
): Promise<Step<Copied>> {
  const copy = componentId(draft.kind, draft.name);
  const extension = { ...head.state, state: 'copied' as const, copy, endedAt: deps.now() };
  const data = { copy, copied: draft.derivedFrom?.version ?? '' };
  const change = extensionChange(deps, extension, head.chain, {
    kind: 'extension.copied',
    ...{ by, data },
  });
  return {
    kind: 'write',
    value: { kind: 'copied', extension, copy },
    write: {
      ...publishing,
      changes: [change, ...publishing.changes],
      deletes: [...(publishing.deletes ?? []), ...(await pairKeys(deps, extension))],
      tell: [...(publishing.tell ?? []), ...shownAnew(extension)],
    },
  };
}

/** What is wrong with the origin keeps it from being copied, in the words of publishing. */
function notPublished(said: Published): Refusal {
  if (said.kind === 'refused') return said;
  const problems = said.kind === 'problems' ? said.problems : [];
  const told = problems.map((one) => `${one.field}: ${one.say}`).join(' ');
  return refuse('bad-release', `It cannot be copied as it is. ${told}`);
}

/** The newest release that can be used: a copy should not begin behind. */
async function originOf(deps: Deps, id: string) {
  const owners = await ownersOf(deps, id);
  if (owners.kind === 'refused') return owners;
  const { component } = owners;
  const releases = await releasesOf(deps, component.id);
  const release = releases.find((one) => one.version === component.latest);
  if (!release) return refuse('no-component', `${id} has no version that could be copied.`);
  return { kind: 'origin' as const, component, release };
}

async function mayNotCopy(
  deps: Deps,
  extension: Extension,
  { kind, name }: Pick<ReleaseDraft, 'kind' | 'name'>,
): Promise<Copied | undefined> {
  const { state, copy } = extension;
  const id = componentId(kind, name);
  if (state === 'copied' && copy === id) return { kind: 'copied', extension, copy };
  if (state === 'copied') return refuse('answered-already', `Your team has its copy: ${copy}.`);
  if (state !== 'copy-offered') {
    const say = `The owner of ${extension.component} has not offered a copy: it is ${EXTENSION_WORDS[state]}.`;
    return refuse('no-copy-offered', say);
  }
  if (!nameSchema.safeParse(name).success) {
    return refuse('bad-name', 'Use 1 to 80 lower-case letters, digits and hyphens for the name.');
  }
  const taken = await loadComponent(deps, id);
  return taken && refuse('name-taken', `The name "${id}" is in use. Choose another.`);
}

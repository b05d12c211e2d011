import * as z from 'zod';
import type { Manifest } from '../core/manifest.ts';
import { manifestText } from '../core/manifest-diff/text.ts';
import { type PersonKey, personKeySchema, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { minutesAfter, unixSeconds } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

const patchSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  /** The revision that it changes. */
  against: z.int(),
  by: personKeySchema,
  at: z.string(),
  expiresAt: z.string(),
});
export type Patch = z.infer<typeof patchSchema>;

const textsSchema = z.object({ before: z.string(), after: z.string() });
export type PatchTexts = z.infer<typeof textsSchema>;

const KEPT_MINUTES = 30 * 24 * 60;

function subjectOf(id: string): Subject {
  return `patch/${id}`;
}

/** "Buttons show the exact patch": kept for 30 days, so that it can be passed on. */
export async function makePatch(
  deps: Deps,
  by: PersonKey,
  workflow: Workflow,
  manifest: Manifest,
): Promise<{ readonly patch: Patch; readonly texts: PatchTexts }> {
  const at = deps.now();
  const expiresAt = minutesAfter(at, KEPT_MINUTES);
  const { id, revision: against } = workflow;
  const patch = { id: deps.newId('pat'), workflow: id, against, by, at, expiresAt };
  const texts = { before: manifestText(workflow.manifest), after: manifestText(manifest) };
  const key = partKey(subjectOf(patch.id), 'TEXTS');
  const part = { ...key, kind: 'patch-texts', data: texts, ttl: unixSeconds(expiresAt) };
  const change = patchChange(deps, patch, undefined, { kind: 'patch.made', by, data: {} });
  return attempt(deps, async () => ({
    kind: 'write',
    write: { changes: [change], creates: [part] },
    value: { patch, texts },
  }));
}

export type Sent =
  | { readonly kind: 'sent' }
  | Refusal<'no-patch' | 'no-workflow' | 'not-allowed' | 'not-a-member'>;

/** "Send to Developer": a member of the team gets it as a message. */
export async function sendPatch(
  deps: Deps,
  by: PersonKey,
  id: string,
  to: PersonKey,
): Promise<Sent> {
  return attempt(deps, async (): Promise<Step<Sent>> => {
    const found = await loadPatch(deps, id);
    if (!found) return done(refuse('no-patch', 'This patch is older than 30 days. Make it again.'));
    const patch = found.head.state;
    const workflow = await loadWorkflow(deps, patch.workflow);
    if (!workflow) return done(noWorkflow(patch.workflow));
    const standing = await standingTo(deps, workflow.state);
    const refusal = mayNot('edit-workflow', by, standing);
    if (refusal) return done(refusal);
    if (!standing.team?.members.includes(to)) {
      return done(refuse('not-a-member', `Choose somebody of ${workflow.state.team}.`));
    }
    const change = patchChange(deps, patch, found.head, { kind: 'patch.sent', by, data: { to } });
    const tell = [{ what: 'patch' as const, subject: subjectOf(id), place: slackUserId(to) }];
    return { kind: 'write', write: { changes: [change], tell }, value: { kind: 'sent' } };
  });
}

/** A patch with its texts; undefined once its 30 days are over. */
export async function loadPatch(deps: Deps, id: string) {
  const [head, texts] = await Promise.all([
    readHead(deps.store, subjectOf(id), patchSchema),
    readPart(deps.store, partKey(subjectOf(id), 'TEXTS'), textsSchema),
  ]);
  if (!head || !texts || head.state.expiresAt <= deps.now()) return undefined;
  return { head, texts: texts.state };
}

function patchChange(
  deps: Deps,
  patch: Patch,
  head: Head<Patch> | undefined,
  event: { kind: string; by: PersonKey; data: Change['event']['data'] },
): Change {
  const { kind, by, data } = event;
  const { workflow, against } = patch;
  return {
    subject: subjectOf(patch.id),
    from: head?.chain,
    state: patch,
    event: {
      kind,
      at: deps.now(),
      actor: { kind: 'person', id: by },
      data: { workflow, against, ...data },
    },
  };
}

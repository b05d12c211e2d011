import { wantNames } from '../core/grant.ts';
import { grantsDue } from '../core/grant-due.ts';
import { slackUserId } from '../core/people.ts';
import type { Workflow } from '../core/workflow.ts';
import { workflowIndex } from '../store/indexes.ts';
import type { Telling } from '../store/outbox.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadWorkflow } from './standing.ts';

const NOTICE = 'grant-notice/';

/** What an owner is told of a workflow's access, in a message of its own. */
export type GrantNews = 'ended' | 'ending';

/** For the workflow's owner; nobody where CI is written down as the owner. */
function grantNotice({ id, owner }: Workflow, news: GrantNews, stamp: string): readonly Telling[] {
  if (owner.startsWith('ci/')) return [];
  const subject = `${NOTICE}${id}/${news}/${stamp}`;
  return [{ what: 'grant-notice', subject, place: slackUserId(owner), lane: 'bulk' }];
}

/** What a notice is about. Throws on a subject that is none. */
export function readNotice(subject: string): {
  readonly workflow: string;
  readonly news: GrantNews;
} {
  const [, workflow, word] = /^grant-notice\/(.+)\/([a-z]+)\/[^/]+$/.exec(subject) ?? [];
  const news = (['ended', 'ending'] as const).find((one) => one === word);
  if (!workflow || !news) throw new Error('a notice is about the access of a workflow');
  return { workflow, news };
}

/**
 * "At expiry the status goes active → registered", and a week before that the owner is told once.
 * Whoever renewed it meanwhile has won: what is due is looked at anew in the same step.
 */
export async function lapseGrants(deps: Deps, id: string): Promise<boolean> {
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadWorkflow(deps, id);
    const now = deps.now();
    const due = head && grantsDue(head.state, now);
    if (!head || !due) return done(false);
    const { what, grants, workflow } = due;
    const event = {
      kind: what === 'ended' ? 'grant.expired' : 'grant.ending',
      at: now,
      actor: { kind: 'system' as const, id: 'sweep' },
      data: { scopes: wantNames(grants), status: workflow.status },
    };
    const subject = `workflow/${id}` as const;
    const index = workflowIndex(workflow);
    return {
      kind: 'write',
      value: true,
      write: {
        changes: [{ subject, from: head.chain, state: workflow, index, event }],
        tell: grantNotice(workflow, what, now),
      },
    };
  });
}

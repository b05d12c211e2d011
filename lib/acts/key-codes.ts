import * as z from 'zod';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { retiredRefusal } from '../core/retire.ts';
import { mayNot, type Standing } from '../core/roles.ts';
import { DEFAULT_OVERLAP, type Overlap } from '../core/rotation.ts';
import { CODE_MINUTES, LOGIN_MINUTES } from '../core/secret.ts';
import { minutesAfter } from '../core/time.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Head } from '../store/item.ts';
import { partKey } from '../store/keys.ts';
import { readPart } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { type CodeGiven, codeStep, keyEvent, keyedWorkflow } from './keyed.ts';
import { loadWorkflow, noWorkflow, standingTo } from './standing.ts';

type CodeRefusal = Refusal<'no-workflow' | 'not-allowed' | 'not-a-member' | 'workflow-retired'>;

const offerSchema = z.object({ by: z.string(), expiresAt: z.string() });

function offerKey(workflow: string, person: PersonKey) {
  return partKey(`workflow/${workflow}`, `OFFER#${person}`);
}

/** "Send to Colleague": lets a member of the team take a code, and tells them so. */
export async function offerKeyTo(
  deps: Deps,
  by: PersonKey,
  workflow: string,
  to: PersonKey,
): Promise<{ kind: 'offered' } | CodeRefusal> {
  return attempt(deps, async (): Promise<Step<{ kind: 'offered' } | CodeRefusal>> => {
    const head = await loadWorkflow(deps, workflow);
    if (!head) return done(noWorkflow(workflow));
    const standing = await standingTo(deps, head.state);
    const refusal = mayNot('offer-key', by, standing) ?? noneOfRetired(head.state);
    if (refusal) return done(refusal);
    if (!standing.team?.members.includes(to)) {
      return done(
        refuse(
          'not-a-member',
          `Choose somebody of ${head.state.team}: only its members may run it.`,
        ),
      );
    }
    const data = { by, expiresAt: minutesAfter(deps.now(), LOGIN_MINUTES) };
    const change = keyEvent(deps, head, { kind: 'workflow.key-offered', by, data: { to } });
    return {
      kind: 'write',
      value: { kind: 'offered' },
      write: {
        changes: [change],
        puts: [{ ...offerKey(workflow, to), kind: 'offer', data }],
        tell: [{ what: 'key-offer', subject: `workflow/${workflow}`, place: slackUserId(to) }],
      },
    };
  });
}

/** Its keys ended with it, and no code makes another. */
function noneOfRetired({ id, status }: Workflow): Refusal<'workflow-retired'> | undefined {
  return status === 'retired' ? retiredRefusal(id) : undefined;
}

/**
 * A one-time code for the workflow's key, shown to the person who asked for it and to nobody else.
 * `overlap`: how long the older keys go on working once it is claimed.
 */
export async function takeKeyCode(
  deps: Deps,
  person: PersonKey,
  workflow: string,
  overlap: Overlap = DEFAULT_OVERLAP,
): Promise<CodeGiven | CodeRefusal> {
  return attempt(deps, async (): Promise<Step<CodeGiven | CodeRefusal>> => {
    const checked = await mayTakeCode(deps, person, workflow);
    if (checked.kind === 'refused') return done(checked);
    const expiresAt = minutesAfter(deps.now(), CODE_MINUTES);
    const secret = { type: 'key-code' as const, workflow, person, overlap, expiresAt };
    return codeStep(deps, keyedWorkflow(deps, checked.head), secret);
  });
}

/** The workflow, for somebody who may take a code for its key: who may offer it, or was offered it. */
export async function mayTakeCode(
  deps: Deps,
  person: PersonKey,
  workflow: string,
): Promise<{ kind: 'may'; head: Head<Workflow> } | CodeRefusal> {
  const head = await loadWorkflow(deps, workflow);
  if (!head) return noWorkflow(workflow);
  const standing = await standingTo(deps, head.state);
  const refusal = mayNot('offer-key', person, standing);
  const offered = mayHold(person, standing) && (await hasOffer(deps, workflow, person));
  if (refusal && !offered) return refusal;
  return noneOfRetired(head.state) ?? { kind: 'may', head };
}

/** "Only its members may run it": asked again when the code is taken and when it becomes a key. */
export function mayHold(person: PersonKey, standing: Standing): boolean {
  return mayNot('register', person, standing) === undefined;
}

async function hasOffer(deps: Deps, workflow: string, person: PersonKey): Promise<boolean> {
  const offer = await readPart(deps.store, offerKey(workflow, person), offerSchema);
  return offer !== undefined && offer.state.expiresAt > deps.now();
}

import {
  listWidePauses,
  pauseForAll,
  resumeForAll,
  type WidelyPaused,
} from '../acts/wide-pause.ts';
import {
  beginPauseOperation,
  endPauseOperation,
  listPausesOperation,
  type PausesAnswer,
} from '../contract/pauses.ts';
import { servePerson } from './serve.ts';
import { type Answer, answer, type Door } from './types.ts';

/** What is paused for all workflows at once. */
export function servePauses(door: Door): void {
  const { deps } = door;
  servePerson(door, listPausesOperation, async ({ caller }) =>
    said(await listWidePauses(deps, caller)),
  );
  servePerson(door, beginPauseOperation, async ({ caller, body: { reason, ...named } }) =>
    said(await pauseForAll(deps, caller, named, reason)),
  );
  servePerson(door, endPauseOperation, async ({ caller, body }) =>
    said(await resumeForAll(deps, caller, body)),
  );
}

function said(outcome: WidelyPaused): Answer<PausesAnswer> {
  if (outcome.kind === 'refused') return outcome;
  const pauses = outcome.pauses.map(({ what, name, at, by, reason }) => {
    return { what, name, since: at, by, reason };
  });
  return answer({ pauses });
}

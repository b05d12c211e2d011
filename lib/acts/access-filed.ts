import { type AccessRequest, waitsIn } from '../core/access.ts';
import { askedFor, overtakenAccess } from '../core/access-answer.ts';
import {
  accessOf,
  BY_BASELINE,
  sameWant,
  type Want,
  withAccess,
  withGrants,
} from '../core/grant.ts';
import type { Organisation } from '../core/people.ts';
import type { Editor } from '../core/registration/editor.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import type { Head } from '../store/item.ts';
import type { Telling } from '../store/outbox.ts';
import { accessCard, accessChange, accessOutcome, newAccess } from './access-store.ts';
import type { Deps } from './deps.ts';

export interface Filing {
  readonly by: Editor;
  readonly holders: readonly string[];
  readonly organisation: Organisation;
  readonly preGranted: readonly string[];
  /** The workflow's requests that wait. */
  readonly asking: readonly Head<AccessRequest>[];
  /** Whether scopes that nobody asks for yet are asked for; else only what is asked for is kept right. */
  readonly asks: boolean;
}

/** What registering leaves behind at the platform; `workflow` points to what waits. */
export interface Filed {
  readonly workflow: Workflow;
  readonly changes: readonly Change[];
  readonly tell: readonly Telling[];
}

const REASON = 'Its manifest needs it.';

/**
 * A revision whose scopes nobody has given asks the platform for them in the same step: one request,
 * which a later revision that needs others replaces. What the team asked for by hand is left alone.
 */
export function fileMissing(deps: Deps, registered: Workflow, filing: Filing): Filed {
  const { asking, by, organisation } = filing;
  const workflow = withPreGranted(deps, registered, filing.preGranted);
  const old = asking.filter(({ state }) => state.filed);
  const wants = wantedOf(deps, workflow, old, filing);
  const [only, ...more] = old;
  if (only && more.length === 0 && sameWants(only.state.wants, wants)) {
    return { workflow, changes: [], tell: [] };
  }
  const say = 'A newer revision asks for something else.';
  const ended = old.map(({ state, chain }) => {
    const request = overtakenAccess(state, 'replaced', { at: deps.now(), say });
    return { request, chain };
  });
  const fresh =
    wants.length > 0
      ? [newAccess(deps, { ...filing, workflow, wants, reason: REASON, filed: true })]
      : [];
  const all = [...ended.map((one) => one.request), ...fresh];
  return {
    workflow: all.reduce(askedFor, workflow),
    changes: [
      ...ended.map(({ request, chain }) =>
        accessChange(deps, request, chain, { kind: 'access.replaced', actor: by }),
      ),
      ...fresh.map((one) =>
        accessChange(deps, one, undefined, { kind: 'access.asked', actor: by }),
      ),
    ],
    tell: [
      ...all.flatMap((one) => accessCard(one, organisation)),
      ...ended.flatMap(({ request }) => accessOutcome(request, workflow)),
    ],
  };
}

/** Whether a person who registers the same again asks for anything. */
export function asksNothing({ changes, workflow }: Filed, before: Workflow): boolean {
  return changes.length === 0 && workflow.grants === before.grants;
}

/** "Pre-granted scopes need nobody", also when the baseline gives them since yesterday. */
function withPreGranted(deps: Deps, workflow: Workflow, preGranted: readonly string[]): Workflow {
  const now = deps.now();
  const given = accessOf(workflow, now)
    .missing.filter((want) => preGranted.includes(want.scope))
    .map((want) => ({ ...want, at: now, by: BY_BASELINE }));
  return given.length > 0
    ? withAccess(workflow, withGrants(workflow.grants, given), now)
    : workflow;
}

function wantedOf(
  deps: Deps,
  workflow: Workflow,
  old: readonly Head<AccessRequest>[],
  { asks }: Filing,
): Want[] {
  const filed = old.flatMap(({ state }) => state.wants);
  const isFiled = (want: Want) => filed.some((one) => sameWant(one, want));
  return accessOf(workflow, deps.now()).missing.filter((want) =>
    isFiled(want) ? true : asks && waitsIn(workflow, want) === undefined,
  );
}

function sameWants(some: readonly Want[], others: readonly Want[]): boolean {
  return (
    some.length === others.length && some.every((want) => others.some((one) => sameWant(one, want)))
  );
}

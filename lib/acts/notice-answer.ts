import { answerAsk, type Notice, type NoticeAsk, type Says } from '../core/notice.ts';
import type { PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { mayNot } from '../core/roles.ts';
import { touchOf } from '../core/systems.ts';
import { type Workflow, workflowSchema } from '../core/workflow.ts';
import type { Change } from '../store/commit.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey } from '../store/keys.ts';
import { readTogether } from '../store/read.ts';
import { attempt, done, type Step, type Write } from './attempt.ts';
import type { Deps } from './deps.ts';
import {
  askChange,
  loadNotice,
  noNotice,
  noticeAsks,
  tellHolder,
  tellPlatform,
} from './notice-store.ts';
import { pauseStep } from './pause.ts';
import { loadOrganisation, loadWorkflow, mayNotHere, noWorkflow, standingTo } from './standing.ts';

export interface NoticeAnswer {
  readonly notice: string;
  /** Whose message it stands in. */
  readonly holder: PersonKey;
  readonly workflow: string;
  readonly says: Says;
}

export type NoticeAnswered =
  | { readonly kind: 'answered' | 'unchanged'; readonly ask: NoticeAsk }
  | Refusal;

/**
 * "Still Works / Broken / Pause": the answer counts once, and Pause pauses in the same transaction.
 * The message and the platform's card are drawn anew.
 */
export async function answerNotice(
  deps: Deps,
  by: PersonKey,
  answer: NoticeAnswer,
): Promise<NoticeAnswered> {
  const { platformChannel } = await loadOrganisation(deps);
  return attempt(deps, () => answerStep(deps, by, answer, platformChannel));
}

async function answerStep(
  deps: Deps,
  by: PersonKey,
  { notice: id, holder, workflow: name, says }: NoticeAnswer,
  platformChannel: string,
): Promise<Step<NoticeAnswered>> {
  const [notice, ask, workflow] = await Promise.all([
    loadNotice(deps, id),
    noticeAsks.load(deps, id, holder),
    loadWorkflow(deps, name),
  ]);
  if (!notice) return done(noNotice(id));
  if (!workflow) return done(noWorkflow(name));
  const refusal = mayNot('answer-notice', by, await standingTo(deps, workflow.state));
  if (refusal) return done(refusal);
  if (!ask) return done(refuse('not-asked', 'This notice asks somebody else by now.'));
  const said = { workflow: name, says, by, at: deps.now() };
  const outcome = answerAsk(notice.state, ask.state, said);
  if (outcome.kind !== 'answered') return done(outcome);
  const paused = says === 'paused' ? await pausing(deps, by, notice.state, workflow) : NOTHING;
  if (paused.kind === 'refused') return done(paused);
  const actor = { kind: 'person' as const, id: by };
  const happened = { kind: 'notice.answered', actor, data: { workflow: name, says } };
  return {
    kind: 'write',
    value: outcome,
    write: {
      changes: [askChange(deps, outcome.ask, ask, happened), ...paused.write.changes],
      tell: [
        { ...tellHolder(outcome.ask), lane: 'interactive' },
        ...tellPlatform(id, platformChannel),
        ...(paused.write.tell ?? []),
      ],
    },
  };
}

interface Beside {
  readonly kind: 'beside';
  readonly write: Pick<Write, 'tell'> & { readonly changes: readonly Change[] };
}
const NOTHING: Beside = { kind: 'beside', write: { changes: [] } };

/** A workflow that is paused already needs nothing more. */
async function pausing(
  deps: Deps,
  by: PersonKey,
  notice: Notice,
  workflow: Head<Workflow>,
): Promise<Beside | Refusal> {
  const reason = `${notice.system} changed: ${notice.what}`;
  const step = await pauseStep(deps, workflow, { by, reason });
  if (step.kind === 'write') return { kind: 'beside', write: step.write };
  return step.value.kind === 'refused' ? step.value : NOTHING;
}

interface AskLine {
  readonly workflow: string;
  /** What it is by now; undefined when it is gone. */
  readonly state: Workflow | undefined;
  readonly answer: NoticeAsk['workflows'][number]['answer'];
  /** Still to be answered by whom the message is for: it touches the system, and is theirs. */
  readonly open: boolean;
}

export interface AskShown {
  readonly notice: Notice;
  readonly ask: NoticeAsk;
  readonly lines: readonly AskLine[];
  /** Nothing was said or added since they were first asked. */
  readonly untold: boolean;
  /** Counts the audit lines of both: it only grows, so a later state has a higher one. */
  readonly version: number;
}

const READ_AT_ONCE = 100;

/** What a person is asked, "recomputed at delivery": what moved on since is left out. */
export async function showAsk(
  deps: Deps,
  id: string,
  holder: PersonKey,
): Promise<AskShown | undefined> {
  const [notice, ask] = await Promise.all([
    loadNotice(deps, id),
    noticeAsks.load(deps, id, holder),
  ]);
  if (!notice || !ask) return undefined;
  const states = await workflowsOf(
    deps,
    ask.state.workflows.map((one) => one.id),
  );
  const lines = await Promise.all(
    ask.state.workflows.map(async ({ id: workflow, answer }): Promise<AskLine> => {
      const state = states.get(workflow);
      const touches =
        state !== undefined &&
        state.status !== 'retired' &&
        touchOf(state.systems, notice.state.key) !== undefined;
      const theirs = touches && (await isTheirs(deps, holder, state));
      return { workflow, state, answer, open: theirs && answer === undefined };
    }),
  );
  const version = notice.chain.seq + ask.chain.seq;
  const untold = ask.chain.seq === 1;
  return { notice: notice.state, ask: ask.state, lines, untold, version };
}

async function isTheirs(deps: Deps, holder: PersonKey, state: Workflow): Promise<boolean> {
  if (state.owner === holder || state.backup === holder) return true;
  return mayNot('answer-notice', holder, await standingTo(deps, state)) === undefined;
}

async function workflowsOf(deps: Deps, ids: readonly string[]): Promise<Map<string, Workflow>> {
  const found = new Map<string, Workflow>();
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    const keys = ids.slice(at, at + READ_AT_ONCE).map((id) => headKey(`workflow/${id}`));
    for (const item of (await readTogether(deps.store, keys)).values()) {
      const { state } = fromAttributes(item, workflowSchema);
      found.set(state.id, state);
    }
  }
  return found;
}

export interface NoticeShown {
  readonly kind: 'shown';
  readonly notice: Notice;
  readonly asks: readonly NoticeAsk[];
  readonly version: number;
}

/** A notice with every answer as it is now, for whoever draws its card. */
export async function showNotice(deps: Deps, id: string): Promise<NoticeShown | undefined> {
  const [notice, asks] = await Promise.all([loadNotice(deps, id), noticeAsks.all(deps, id)]);
  if (!notice) return undefined;
  return {
    kind: 'shown',
    notice: notice.state,
    asks: asks.map((head) => head.state),
    version: asks.reduce((sum, head) => sum + head.chain.seq, notice.chain.seq),
  };
}

/** The same for a person who asks to see it: the platform and its auditors. */
export async function readNotice(
  deps: Deps,
  by: PersonKey,
  id: string,
): Promise<NoticeShown | Refusal<'not-allowed' | 'no-notice'>> {
  const refusal = await mayNotHere(deps, 'read-oversight', by);
  return refusal ?? (await showNotice(deps, id)) ?? noNotice(id);
}

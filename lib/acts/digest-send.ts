import { type Digest, inOrder, isLine, MOST_LINES } from '../core/digest.ts';
import { isQuiet } from '../core/nudge-answer.ts';
import { type Cadence, nextNudge, tellingTime } from '../core/nudge-cadence.ts';
import type { Organisation, PersonKey } from '../core/people.ts';
import { dateIn } from '../core/time.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { channelsOf, readersOfLine } from './digest-fill.ts';
import { type LineSeen, seeLines } from './digest-lines.ts';
import { cadenceFor, digestStep, loadDigest, tellDigest } from './digest-store.ts';
import { goneAmong, tellables } from './notice-carry.ts';
import { loadOrganisation } from './standing.ts';

const ACTOR = { kind: 'system', id: 'nudges' } as const;

type Open = Extract<LineSeen, { readonly kind: 'open' }>;

/**
 * "One digest per person per day at most": looks anew at all that one reader may be told of, writes what
 * is due into one message and says in the log what was sent and what was withheld. Twice at once, or
 * late, it is sent once. False when nothing was due.
 */
export async function sendDigest(deps: Deps, holder: PersonKey): Promise<boolean> {
  const early = (await loadDigest(deps, holder))?.state;
  if (!early?.look || early.look > deps.now()) return false;
  const organisation = await loadOrganisation(deps);
  const cadence = await cadenceFor(deps, organisation, holder);
  return attempt(deps, async (): Promise<Step<boolean>> => {
    const head = await loadDigest(deps, holder);
    const now = deps.now();
    if (!head?.state.look || head.state.look > now) return done(false);
    const seen = await seeLines(deps, head.state.lines);
    const open = await theirs(deps, { organisation, holder, seen });
    const { digest, kind, data } = nextDigest(head.state, open, { now, cadence });
    const moved = seen.filter((one) => one.kind !== 'open').length;
    const told = kind === 'digest.sent' ? tellDigest(digest) : [];
    const happened = { kind, actor: ACTOR, data: { ...data, moved } };
    return {
      kind: 'write',
      value: told.length > 0,
      write: { changes: [digestStep(deps, digest, head, happened)], tell: told },
    };
  });
}

interface Theirs {
  readonly organisation: Organisation;
  readonly holder: PersonKey;
  readonly seen: readonly LineSeen[];
}

/** Those that this reader is told of now, by who owns them, who passed them on and who answered. */
async function theirs(deps: Deps, { organisation, holder, seen }: Theirs): Promise<Open[]> {
  const open = seen.filter((one) => one.kind === 'open');
  const workflows = open.map((one) => one.workflow);
  const [all, channels] = await Promise.all([
    tellables(deps, workflows),
    channelsOf(deps, workflows),
  ]);
  const gone = await goneAmong(deps, all);
  return open.filter(({ answer, line }, n) => {
    const one = all[n];
    if (!one) return false;
    const channel = channels.get(line.workflow);
    const asked = { organisation, one, answer, gone, channel, asked: line.since };
    return readersOfLine(asked, deps.now()).includes(holder);
  });
}

interface When {
  readonly now: string;
  readonly cadence: Cadence;
}

/** The digest after this look, and what the log says of it. */
function nextDigest(before: Digest, open: readonly Open[], { now, cadence }: When) {
  const { holder, sent } = before;
  const lines = open.map(({ line: { campaign, workflow } }) => ({ campaign, workflow }));
  const day = dateIn(now, cadence.timeZone);
  const loud = open.filter(({ answer }) => !isQuiet(answer, now));
  const due = loud.filter((one) => dueAt(one, sent?.at, cadence) <= now);
  const quiet = open.length - loud.length;
  const after = { holder, lines, ...(sent ? { sent } : {}) };
  const told = sent?.day === day;
  const time = tellingTime(now, cadence);
  if (due.length === 0 || told || time > now) {
    const waits = due.length > 0 && !told ? [time] : [];
    const look = [...waits, ...open.map((one) => nextFor(one, now, cadence))].sort()[0];
    const data = { due: due.length, quiet };
    return { digest: { ...after, ...(look ? { look } : {}) }, kind: 'digest.withheld', data };
  }
  const ordered = inOrder(
    due.map((one) => one.line),
    now,
  );
  const shown = ordered.slice(0, MOST_LINES);
  const more = ordered.length - shown.length;
  const look = open.map((one) => nextFor(one, now, cadence)).sort()[0];
  const said = shown.map(({ campaign, workflow, component, version }) => ({
    ...{ campaign, workflow, component, version },
  }));
  return {
    digest: { ...after, ...(look ? { look } : {}), sent: { at: now, day, lines: said, more } },
    kind: 'digest.sent',
    data: { lines: shown.length, more, quiet },
  };
}

/** When it was, or is, due after the last message. */
function dueAt({ line, answer }: Open, sentAt: string | undefined, cadence: Cadence): string {
  const after = [line.since, sentAt, answer?.quietUntil].filter((one) => one !== undefined).sort();
  return nextNudge(after.at(-1) ?? line.since, line.ends.stops, cadence);
}

function nextFor({ line, answer }: Open, now: string, cadence: Cadence): string {
  const from = answer?.quietUntil !== undefined && isQuiet(answer, now) ? answer.quietUntil : now;
  return nextNudge(from, line.ends.stops, cadence);
}

/** Whether the last message of this reader shows that line. */
export function shows({ sent }: Digest, key: Parameters<typeof isLine>[0]): boolean {
  return sent?.lines.some(isLine(key)) ?? false;
}

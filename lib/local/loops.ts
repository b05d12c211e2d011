import { sealLog } from '../acts/archive.ts';
import { sweepCatalog } from '../acts/catalog-sweep.ts';
import type { Deps } from '../acts/deps.ts';
import { fileSystems } from '../acts/file-systems.ts';
import { recorder, type Works } from '../acts/job-runs.ts';
import { countReuse } from '../acts/promotion-use.ts';
import { sweepRetention } from '../acts/retention.ts';
import { sweepDue } from '../acts/sweep.ts';
import { sweepTeams } from '../acts/team-sweep.ts';
import type { JobName } from '../core/job-run.ts';

export interface Loops {
  /** Something was committed: drain now rather than at the next beat. */
  wake(): void;
  /** Ends all loops and waits for what is under way. */
  stop(): Promise<void>;
}

const DRAIN_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
/** "Checkpoints every 5 minutes." */
const CHECKPOINT_EVERY_MS = 300_000;

/**
 * What a stream, queues and a scheduler do on AWS: drains the outbox after each commit and once a
 * second, deals with what is due every five seconds, and makes checkpoints. One drain at a time; a failing one is logged and
 * tried again at the next beat.
 */
export function startLoops(
  deps: Deps,
  drain: () => Promise<unknown>,
  webhooks: () => Promise<unknown>,
): Loops {
  const draining = oneAtATime(deps, 'outbox', drain);
  // Beside the other: a receiver that is slow holds up no card.
  const sending = oneAtATime(deps, 'webhooks', webhooks);
  const runs = recorder(deps);
  const recorded = (job: JobName) => oneAtATime(deps, job, () => runs.run(job, LOCAL_WORKS[job]));
  const [sweeping, checkpointing] = [recorded('sweep'), recorded('checkpoint')];
  const timers = [
    setInterval(draining.run, DRAIN_EVERY_MS),
    setInterval(sending.run, DRAIN_EVERY_MS),
    setInterval(sweeping.run, SWEEP_EVERY_MS),
    setInterval(checkpointing.run, CHECKPOINT_EVERY_MS),
  ];
  const wake = () => {
    draining.run();
    sending.run();
  };
  wake();
  sweeping.run();
  checkpointing.run();
  return {
    wake,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([draining, sending, sweeping, checkpointing].map((loop) => loop.settle()));
    },
  };
}

/** The jobs as one machine does them: what is to be sent has a loop of its own. */
export const LOCAL_WORKS: Works = {
  sweep: async (deps) => ({
    ...(await sweepDue(deps)),
    ...(await sweepTeams(deps)),
    ...(await fileSystems(deps)),
    ...(await sweepCatalog(deps)),
    ...(await countReuse(deps)),
    retention: await sweepRetention(deps),
  }),
  checkpoint: sealLog,
  retention: (deps) => sweepRetention(deps),
};

function oneAtATime(deps: Deps, name: string, job: () => Promise<unknown>) {
  let running: Promise<void> | undefined;
  let again = false;
  let ended = false;
  const round = async () => {
    try {
      await job();
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      deps.log.error({ loop: name, error: kind }, 'a loop failed; it goes on');
    }
    running = undefined;
    if (again) run();
  };
  const run = () => {
    // The other loop may still commit, and wake this one, while both are being stopped.
    if (ended) return;
    if (running) {
      again = true;
      return;
    }
    again = false;
    // Not before this one is written down, or a job that throws at once would look as if it went on for ever.
    running = Promise.resolve().then(round);
  };
  const settle = async () => {
    ended = true;
    await running;
  };
  return { run, settle };
}

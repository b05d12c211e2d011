import * as z from 'zod';
import type { Deps } from '../acts/deps.ts';
import { setUp } from '../acts/set-up.ts';
import {
  type Organisation,
  organisationOf,
  organisationSchema,
  strangersIn,
  type Team,
  teamSchema,
} from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';

/** Work that nobody asked for by a request: the schedule's, and an operator's. */
export type Job =
  | { readonly kind: 'sweep' }
  | {
      readonly kind: 'set-up';
      readonly organisation: Organisation;
      readonly teams: readonly Team[];
    };

/** Ends what is over and sends what is late; gives what it did as plain counts. */
export type Sweep = () => Promise<object>;

type JobRefusal = Refusal<'unknown-job' | 'wrong-job'>;

const nameSchema = z.looseObject({ job: z.string() });
/** The content of an organisation file. Its home may be left out: it is where its people are from. */
const setUpSchema = z.strictObject({
  job: z.literal('set-up'),
  organisation: organisationSchema.partial({ home: true }),
  teams: z.array(teamSchema).max(200),
});

/** Parses what the function was invoked with: `{"job":"sweep"}` or `{"job":"set-up",…}`. */
export function readJob(event: unknown): Job | JobRefusal {
  const name = nameSchema.safeParse(event).data?.job;
  if (name === 'sweep') return { kind: 'sweep' };
  if (name === 'set-up') return readSetUp(event);
  const known =
    'This function knows {"job":"sweep"} and {"job":"set-up","organisation":…,"teams":…}.';
  return refuse(
    'unknown-job',
    name ? `There is no job "${name}". ${known}` : `No job is named. ${known}`,
  );
}

function readSetUp(event: unknown): Job | JobRefusal {
  const parsed = setUpSchema.safeParse(event);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
    return wrong(problems.join('; '));
  }
  const { organisation: said, teams } = parsed.data;
  const [admin] = said.admins;
  if (!admin) return wrong('organisation.admins: name at least one');
  const organisation = { ...said, home: said.home ?? organisationOf(admin) };
  const [stranger] = strangersIn(organisation, teams);
  if (stranger) return wrong(`${stranger} is not of ${organisation.home}, as the others are`);
  return { kind: 'set-up', organisation, teams };
}

function wrong(what: string): JobRefusal {
  return refuse('wrong-job', `This does not describe an organisation: ${what}.`);
}

/** Does one job and says what was done. Both may be run again at any time. */
export async function runJob(deps: Deps, sweep: Sweep, job: Job): Promise<object> {
  switch (job.kind) {
    case 'sweep':
      return sweep();
    case 'set-up':
      await setUp(deps, job.organisation, job.teams);
      return { job: job.kind, home: job.organisation.home, teams: job.teams.length };
  }
}

/** A refused job is thrown: to whoever invokes a function by hand, a failed one is the only sign. */
export function jobsHandler(deps: Deps, sweep: Sweep): (event: unknown) => Promise<object> {
  return async (event) => {
    const job = readJob(event);
    if (job.kind === 'refused') throw new Error(job.say);
    return runJob(deps, sweep, job);
  };
}

import * as z from 'zod';
import { sealLog } from '../acts/archive.ts';
import type { Deps } from '../acts/deps.ts';
import { recorder } from '../acts/job-runs.ts';
import { declareRestore } from '../acts/restored.ts';
import { sweepRetention } from '../acts/retention.ts';
import { bareOrganisation, nameFirstAdmin, setUp } from '../acts/set-up.ts';
import { openAgain } from '../acts/stop.ts';
import { type Declared, declaredSchema } from '../core/epoch.ts';
import {
  type Organisation,
  organisationOf,
  organisationSchema,
  type PersonKey,
  personKeySchema,
  strangersIn,
  type Team,
  teamSchema,
} from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';

/** Work that nobody asked for by a request: the schedule's, and an operator's. */
export type Job =
  | { readonly kind: 'sweep' }
  | { readonly kind: 'checkpoint' }
  /** Erases what is past the retention time, which the sweep does once a day; or only counts it. */
  | { readonly kind: 'retention'; readonly dryRun: boolean }
  /** The tables went back in time: an operator declares it before anything else runs on them. */
  | {
      readonly kind: 'restored';
      readonly madeAt: string;
      readonly by: PersonKey;
      readonly lost?: Declared['lost'];
      readonly forgot?: Declared['forgot'];
    }
  | {
      readonly kind: 'set-up';
      readonly organisation: Organisation;
      readonly teams: readonly Team[];
    }
  /** Set up with the first admin whom the deploy named, and nobody else. */
  | { readonly kind: 'first-admin' };

/** Ends what is over and sends what is late; gives what it did as plain counts. */
type Sweep = (deps: Deps) => Promise<object>;

/** What jobs need besides the acts. */
export interface JobMeans {
  readonly sweep: Sweep;
  /** Whom the deploy named, if anybody. */
  readonly firstAdmin?: () => Promise<PersonKey | undefined>;
}

type JobRefusal = Refusal<'unknown-job' | 'wrong-job'>;

const nameSchema = z.looseObject({ job: z.string() });
const firstAdminSchema = z.strictObject({ job: z.literal('set-up') });
/** The content of an organisation file. Its home may be left out: it is where its people are from. */
const setUpSchema = z.strictObject({
  job: z.literal('set-up'),
  organisation: organisationSchema.partial({ home: true }),
  teams: z.array(teamSchema).max(200),
});

/** When what was restored was put aside, who declares it, and what is known from before of checkpoints and restores. */
const restoredSchema = declaredSchema
  .pick({ madeAt: true, lost: true, forgot: true })
  .extend({ job: z.literal('restored'), by: personKeySchema });

const dryRunSchema = z.looseObject({ dryRun: z.literal(true) });

/** Parses what the function was invoked with: `{"job":"sweep"}`, `{"job":"checkpoint"}`, `{"job":"restored",…}`, `{"job":"set-up"}` or `{"job":"set-up",…}`. */
export function readJob(event: unknown): Job | JobRefusal {
  const name = nameSchema.safeParse(event).data?.job;
  if (name === 'sweep' || name === 'checkpoint') return { kind: name };
  if (firstAdminSchema.safeParse(event).success) return { kind: 'first-admin' };
  if (name === 'set-up') return readSetUp(event);
  if (name === 'restored') return readRestored(event);
  if (name === 'retention') return { kind: name, dryRun: dryRunSchema.safeParse(event).success };
  const known =
    'This function knows {"job":"sweep"}, {"job":"checkpoint"}, {"job":"retention"}, {"job":"restored","madeAt":…,"by":…}, {"job":"set-up"} and {"job":"set-up","organisation":…,"teams":…}.';
  return refuse(
    'unknown-job',
    name ? `There is no job "${name}". ${known}` : `No job is named. ${known}`,
  );
}

function readRestored(event: unknown): Job | JobRefusal {
  const parsed = restoredSchema.safeParse(event);
  if (parsed.success) {
    const { job: _, ...said } = parsed.data;
    return { kind: 'restored', ...said };
  }
  const problems = parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
  return refuse('wrong-job', `This does not declare a restore: ${problems.join('; ')}.`);
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

/** An operator sets up by hand: whatever had ended everything here is over by that. */
const BY_HAND = { setUpAgain: true };

/** Does one job and says what was done. All may be run again at any time. */
export async function runJob(
  deps: Deps,
  means: JobMeans,
  job: Job,
  runs = recorder(deps),
): Promise<object> {
  switch (job.kind) {
    case 'sweep':
      return (await runs.run('sweep', means.sweep)).result;
    case 'checkpoint':
      return (await runs.run('checkpoint', sealLog)).result;
    case 'retention':
      if (job.dryRun) return sweepRetention(deps, { dryRun: true });
      return (await runs.run('retention', (using) => sweepRetention(using))).result;
    case 'restored':
      return restored(deps, job);
    case 'set-up':
      await setUp(deps, job.organisation, job.teams);
      await openAgain(deps, BY_HAND);
      return { job: job.kind, home: job.organisation.home, teams: job.teams.length };
    case 'first-admin':
      return setUpWith(deps, await means.firstAdmin?.());
  }
}

async function restored(deps: Deps, job: Extract<Job, { kind: 'restored' }>): Promise<object> {
  const { madeAt, lost, forgot } = job;
  const by = { kind: 'person' as const, id: job.by };
  const known = { ...(lost ? { lost } : {}), ...(forgot ? { forgot } : {}) };
  const dropped = await declareRestore(deps, madeAt, { by, ...known });
  if (dropped === undefined) throw new Error('These tables hold no organisation.');
  return { job: job.kind, madeAt, dropped };
}

async function setUpWith(deps: Deps, admin: PersonKey | undefined): Promise<object> {
  if (!admin)
    throw new Error(
      'No first admin is named. Deploy with -c firstAdmin=U…, or hand over "organisation" and "teams".',
    );
  const home = organisationOf(admin);
  await setUp(deps, bareOrganisation(home, home), []);
  await openAgain(deps, BY_HAND);
  return { job: 'set-up', home, ...(await nameFirstAdmin(deps, admin)) };
}

/** A refused job is thrown: to whoever invokes a function by hand, a failed one is the only sign. */
export function jobsHandler(deps: Deps, means: JobMeans): (event: unknown) => Promise<object> {
  const runs = recorder(deps);
  return async (event) => {
    const job = readJob(event);
    if (job.kind === 'refused') throw new Error(job.say);
    return runJob(deps, means, job, runs);
  };
}

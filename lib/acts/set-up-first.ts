import {
  type Organisation,
  organisationSchema,
  type PersonKey,
  type Team,
} from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { DAYS_WANTED, readDays } from '../core/retention.ts';
import { mayNot } from '../core/roles.ts';
import { normaliseCode, SET_UP_CODE_MINUTES } from '../core/secret.ts';
import { changed } from '../core/settings.ts';
import type { Change } from '../store/commit.ts';
import { listedUnder } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { readHead } from '../store/read.ts';
import { TEAM_LIST } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { noteRefusal } from './refusals.ts';
import { lookUp } from './secrets.ts';
import { usedCode } from './set-up-code.ts';
import { proposeChange } from './settings-change.ts';
import { unfitToServe } from './settings-people.ts';
import { loadTeam, mayNotHere, ORGANISATION } from './standing.ts';

/** Where the first hour stands: what `setup` has to ask for, or who is in charge already. */
export type SetUpStage =
  | { readonly kind: 'needs-code' }
  /** This person is the admin, and there are no channels yet. */
  | { readonly kind: 'needs-channels' }
  | { readonly kind: 'done'; readonly organisation: Organisation };

/** How far the organisation is set up, as this person may see it. */
export async function setUpStage(
  deps: Deps,
  by: PersonKey,
): Promise<SetUpStage | Refusal<'not-allowed'>> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  return stageOf((await loadHead(deps)).state, by);
}

function stageOf(organisation: Organisation, by: PersonKey): SetUpStage {
  if (organisation.admins.length === 0) return { kind: 'needs-code' };
  const mayGoOn = mayNot('change-settings', by, { organisation }) === undefined;
  if (mayGoOn && organisation.platformChannel === '') return { kind: 'needs-channels' };
  return { kind: 'done', organisation };
}

async function loadHead(deps: Deps): Promise<Head<Organisation>> {
  const head = await readHead(deps.store, ORGANISATION, organisationSchema);
  if (!head) throw new Error('the organisation is not set up');
  return head;
}

export interface FirstSettings {
  /** As it was typed; not looked at where the person is the admin already. */
  readonly code: string;
  readonly second: PersonKey | undefined;
  readonly platformChannel: string;
  readonly catalogChannel: string;
  /** "Retention (400 days by default, chosen before the first write)", in days as they were typed. */
  readonly retention?: string;
}

type FirstHour =
  | {
      readonly kind: 'set-up';
      /** Why the second admin could not be added, where one was named. */
      readonly secondRefused: string | undefined;
    }
  | Refusal;

/**
 * "`/yard setup` takes it, asks for a second admin, the platform channel and the catalog channel."
 * The code makes whoever submits it the first admin, once. `facts.field` of a refusal names the
 * field it is about: code, second, platformChannel, catalogChannel or retention.
 */
export async function setUpFirst(
  deps: Deps,
  by: PersonKey,
  first: FirstSettings,
): Promise<FirstHour> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return refusal;
  const code = normaliseCode(first.code);
  // Slack is not asked about anybody before the code is right.
  const early = decideFirst(await loadHead(deps), by, first, await isStanding(deps, code));
  if (early.kind === 'refused') return refusedFirst(deps, by, early);
  const unfit = await unfitPair(deps, by, first.second);
  if (unfit) return unfit;
  const outcome = await attempt(deps, async (): Promise<Step<{ kind: 'set-up' } | Refusal>> => {
    const head = await loadHead(deps);
    const decided = decideFirst(head, by, first, await isStanding(deps, code));
    if (decided.kind === 'refused') return done(decided);
    const changes: [Change, ...Change[]] = [
      firstChange(deps, head, by, decided),
      ...(await platformTeam(deps, by, decided.organisation)),
    ];
    const deletes = decided.usesCode ? usedCode(deps, code) : [];
    return { kind: 'write', value: { kind: 'set-up' }, write: { changes, deletes } };
  });
  if (outcome.kind === 'refused') return refusedFirst(deps, by, outcome);
  return { kind: 'set-up', secondRefused: await addSecond(deps, by, first.second) };
}

async function isStanding(deps: Deps, code: string): Promise<boolean> {
  return (await lookUp(deps, code))?.type === 'set-up-code';
}

/** Somebody who tries codes leaves a trace. */
async function refusedFirst(deps: Deps, by: PersonKey, refusal: Refusal): Promise<Refusal> {
  const { why } = refusal;
  if (why === 'bad-code')
    await noteRefusal(
      deps,
      { kind: 'person', id: by },
      { act: 'set-up', about: ORGANISATION, why },
    );
  return refusal;
}

type Decided = {
  readonly kind: 'first';
  readonly organisation: Organisation;
  readonly usesCode: boolean;
};

function decideFirst(
  { state }: Head<Organisation>,
  by: PersonKey,
  first: FirstSettings,
  codeStands: boolean,
): Decided | Refusal {
  const stage = stageOf(state, by);
  if (stage.kind === 'done')
    return refuse('set-up-already', 'Yardmaster is set up already. Ask a platform admin.');
  const usesCode = stage.kind === 'needs-code';
  if (usesCode && !codeStands)
    return refuse(
      'bad-code',
      `This code is unknown, used or older than ${SET_UP_CODE_MINUTES} minutes. Start Yardmaster again: it prints a new one.`,
      { field: 'code' },
    );
  if (first.second === by)
    return refuse('own-change', 'You are the first admin. Choose somebody else.', {
      field: 'second',
    });
  const { platformChannel, catalogChannel, retention = '' } = first;
  const retentionDays = readDays(retention);
  if (retention !== '' && retentionDays === undefined)
    return refuse('bad-setting', DAYS_WANTED, { field: 'retention' });
  const outcome = changed(state, { platformChannel, catalogChannel });
  if (outcome.kind === 'refused') return outcome;
  const admins = usesCode ? [by] : state.admins;
  const kept = retentionDays === undefined ? {} : { retentionDays };
  return { kind: 'first', organisation: { ...outcome.organisation, admins, ...kept }, usesCode };
}

async function unfitPair(
  deps: Deps,
  by: PersonKey,
  second: PersonKey | undefined,
): Promise<Refusal | undefined> {
  const [mine, theirs] = await Promise.all([
    unfitToServe(deps, by),
    second ? unfitToServe(deps, second) : undefined,
  ]);
  if (mine?.why === 'lookup-failed') return refuse(mine.why, mine.say, { field: 'code' });
  if (mine)
    return refuse(mine.why, 'Only a full member of this workspace can be the first admin.', {
      field: 'code',
    });
  return theirs && refuse(theirs.why, theirs.say, { field: 'second' });
}

function firstChange(
  deps: Deps,
  head: Head<Organisation>,
  by: PersonKey,
  { organisation, usesCode }: Decided,
): Change {
  const { retentionDays } = organisation;
  const kept: Readonly<Record<string, number>> =
    retentionDays === undefined ? {} : { retentionDays };
  const said: Pick<Change['event'], 'kind' | 'data'> = usesCode
    ? { kind: 'set-up.first-admin', data: { person: by, ...kept } }
    : {
        kind: 'settings.changed',
        data: { fields: ['platformChannel', 'catalogChannel'], ...kept },
      };
  const event = { ...said, at: deps.now(), actor: { kind: 'person' as const, id: by } };
  return { subject: ORGANISATION, from: head.chain, state: organisation, event };
}

/** Approvals and catalog entries need a platform team from the first day on; an existing one stays. */
async function platformTeam(
  deps: Deps,
  by: PersonKey,
  organisation: Organisation,
): Promise<Change[]> {
  const id = organisation.platformTeam;
  if (await loadTeam(deps, id)) return [];
  const channel = organisation.platformChannel;
  const state: Team = { id, name: 'Platform', lead: by, members: [by], channel };
  const actor = { kind: 'person' as const, id: by };
  return [
    {
      subject: `team/${id}`,
      from: undefined,
      state,
      index: listedUnder(TEAM_LIST, id),
      event: { kind: 'set-up', at: deps.now(), actor, data: {} },
    },
  ];
}

/** A lone admin's change like any other: in force at once, flagged until the second one confirms. */
async function addSecond(
  deps: Deps,
  by: PersonKey,
  second: PersonKey | undefined,
): Promise<string | undefined> {
  if (!second) return undefined;
  const outcome = await proposeChange(deps, by, { about: 'add-admin', person: second });
  return outcome.kind === 'refused' ? outcome.say : undefined;
}

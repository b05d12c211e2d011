import {
  type Organisation,
  organisationSchema,
  type PersonKey,
  type Team,
  teamSchema,
} from '../core/people.ts';
import { listedUnder } from '../store/indexes.ts';
import type { Subject } from '../store/keys.ts';
import { readHead } from '../store/read.ts';
import { TEAM_LIST } from '../store/teams.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { unfitToServe } from './settings-people.ts';
import { ORGANISATION } from './standing.ts';

/**
 * Writes the organisation and its teams where they do not exist yet; what exists is left as it is,
 * but an organisation that nobody had described gives way to the first description. Throws when
 * the data are another organisation's: everybody would be an outsider there.
 */
export async function setUp(
  deps: Deps,
  organisation: Organisation,
  teams: readonly Team[],
): Promise<void> {
  const before = await readHead(deps.store, ORGANISATION, organisationSchema);
  if (before && before.state.home !== organisation.home) {
    throw new Error(
      `The data here belong to the organisation ${before.state.home}, not to ${organisation.home}. Set YARDMASTER_DATA to a folder of its own.`,
    );
  }
  await once(deps, ORGANISATION, { state: organisationSchema.parse(organisation), index: {} });
  for (const team of teams) {
    const index = listedUnder(TEAM_LIST, team.id);
    await once(deps, `team/${team.id}`, { state: teamSchema.parse(team), index });
  }
}

async function once(
  deps: Deps,
  subject: Subject,
  first: { state: Organisation | Team; index: Record<string, string> },
): Promise<void> {
  await attempt(deps, async (): Promise<Step<void>> => {
    const head = await readHead(deps.store, subject, organisationSchema.or(teamSchema));
    if (head && !(isBare(head.state) && !isBare(first.state))) return done(undefined);
    const actor = { kind: 'system' as const, id: 'set-up' };
    const event = { kind: 'set-up', at: deps.now(), actor, data: {} };
    const change = { subject, from: head?.chain, ...first, event };
    return { kind: 'write', value: undefined, write: { changes: [change] } };
  });
}

/** Whether this is an organisation in which nobody may change anything. */
function isBare(state: Organisation | Team): boolean {
  return 'admins' in state && state.admins.length === 0 && state.platformChannel === '';
}

/** A workspace whose people nobody has written down yet: everybody may look, nobody may change anything. */
export function bareOrganisation(home: string, name: string): Organisation {
  const nobody = { admins: [], auditors: [], platformTeam: 'platform' };
  return {
    home,
    name,
    ...nobody,
    platformChannel: '',
    catalogChannel: '',
    timeZone: 'UTC',
  };
}

/**
 * "On AWS the deploy context names the person": makes somebody the first admin where there is none,
 * and does nothing where there is one. Throws when Slack says that it is nobody to be put in charge.
 */
export async function nameFirstAdmin(deps: Deps, person: PersonKey): Promise<{ named: boolean }> {
  return attempt(deps, async (): Promise<Step<{ named: boolean }>> => {
    const head = await readHead(deps.store, ORGANISATION, organisationSchema);
    if (!head) throw new Error('the organisation is not set up');
    if (head.state.admins.length > 0) return done({ named: false });
    const unfit = await unfitToServe(deps, person);
    if (unfit) throw new Error(`${person} cannot be the first admin: ${unfit.say}`);
    const actor = { kind: 'system' as const, id: 'set-up' };
    const event = { kind: 'set-up.first-admin', at: deps.now(), actor, data: { person } };
    const state = { ...head.state, admins: [person] };
    const change = { subject: ORGANISATION, from: head.chain, state, event } as const;
    return { kind: 'write', value: { named: true }, write: { changes: [change] } };
  });
}

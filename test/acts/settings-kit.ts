import { expect } from 'vitest';
import type { Deps } from '../../lib/acts/deps.ts';
import { bareOrganisation } from '../../lib/acts/set-up.ts';
import { newSetUpCode } from '../../lib/acts/set-up-code.ts';
import { answerChange, proposeChange } from '../../lib/acts/settings-change.ts';
import { organisationSchema, type PersonKey } from '../../lib/core/people.ts';
import type { SettingsChange, WantedChange } from '../../lib/core/settings-change.ts';
import { HOME } from '../../lib/local/sample/organisation.ts';
import { commit } from '../../lib/store/commit.ts';
import { readHead } from '../../lib/store/read.ts';
import { AUDITOR } from '../kit/people.ts';
import { unsent } from './stage.ts';

/** A change that this person proposes, as it is afterwards. */
export async function proposed(
  deps: Deps,
  by: PersonKey,
  wanted: WantedChange,
): Promise<SettingsChange> {
  const outcome = await proposeChange(deps, by, wanted);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.change;
}

/** Makes somebody an admin beside the lone one, who confirms it. */
export async function secondAdmin(deps: Deps, lone: PersonKey, second: PersonKey): Promise<void> {
  const change = await proposed(deps, lone, { about: 'add-admin', person: second });
  const countersign = { answer: 'countersign', reason: '', name: 'second' } as const;
  expect(await answerChange(deps, second, change.id, countersign)).toMatchObject({
    kind: 'answered',
  });
}

/** Where cards about this change are still to go. */
export async function placesOf(deps: Deps, change: SettingsChange): Promise<string[]> {
  const rows = await unsent(deps);
  return rows
    .filter((row) => row.subject === `settings-change/${change.id}`)
    .map((row) => row.place);
}

/** An organisation on its first day, without admins, channels and platform team; an auditor can read its log. */
export async function makeBare(deps: Deps): Promise<void> {
  const subject = 'organisation/home';
  const head = await readHead(deps.store, subject, organisationSchema);
  const bare = bareOrganisation(HOME, 'New organisation');
  const state = { ...bare, platformTeam: 'ai-core', auditors: [AUDITOR] };
  const actor = { kind: 'system', id: 'tests' } as const;
  const event = { kind: 'made-bare', at: deps.now(), actor, data: {} };
  const change = { subject, from: head?.chain, state, event } as const;
  await commit(deps.store, { changes: [change], writeId: deps.newId('w') });
}

/** The same with a code for its first admin, as start prints it. */
export async function firstCode(deps: Deps): Promise<string> {
  await makeBare(deps);
  const made = await newSetUpCode(deps);
  if (!made) throw new Error('there is an admin already');
  return made.code;
}

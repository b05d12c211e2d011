import { saltedDigest } from '../core/audit.ts';
import {
  type Organisation,
  organisationSchema,
  type PersonKey,
  slackUserId,
} from '../core/people.ts';
import type { SettingsChange, WantedChange } from '../core/settings-change.ts';
import type { ChangeGround } from '../core/settings-change-rules.ts';
import type { Change } from '../store/commit.ts';
import { settingsChangeIndex } from '../store/indexes.ts';
import type { Head } from '../store/item.ts';
import { partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Write } from './attempt.ts';
import { baselineChange, loadBaseline, type StoredBaseline } from './baseline-store.ts';
import type { Deps } from './deps.ts';
import { ORGANISATION } from './standing.ts';

/** All that a change is decided on and written against. */
export interface Footing {
  readonly organisation: Head<Organisation>;
  readonly baseline: StoredBaseline;
  readonly ground: ChangeGround;
}

/**
 * What a change is decided and written on. `gone`: who has left Slack. Throws before the
 * organisation is set up.
 */
export async function loadFooting(deps: Deps, gone: readonly PersonKey[]): Promise<Footing> {
  const [organisation, baseline] = await Promise.all([
    readHead(deps.store, ORGANISATION, organisationSchema),
    loadBaseline(deps),
  ]);
  if (!organisation) throw new Error('the organisation is not set up');
  const baselineVersion = baseline.state.version;
  return {
    organisation,
    baseline,
    ground: { organisation: organisation.state, baselineVersion, gone },
  };
}

/** `settings-change/chg_…` */
export function changeSubject(id: string): Subject {
  return `settings-change/${id}`;
}

export interface ChangeWrite {
  readonly footing: Footing;
  readonly before: Head<SettingsChange> | undefined;
  readonly after: SettingsChange;
  readonly by: PersonKey;
  /** The organisation as it is from now on. */
  readonly organisation: Organisation;
  readonly comesIntoForce: boolean;
}

/** One transaction: the change, the organisation and the baseline where they move, all cards about it. */
export function changeWrite(deps: Deps, write: ChangeWrite): Write {
  const { footing, after, by } = write;
  const { state: before } = footing.organisation;
  // Also rules that leave the organisation as it is: two admins have to stand behind them as they are written.
  const moves = write.comesIntoForce || write.organisation !== before;
  const organisation = moves
    ? [organisationChange(deps, { ...write, head: footing.organisation })]
    : [];
  const { wanted } = after;
  const baseline =
    write.comesIntoForce && wanted.about === 'baseline'
      ? baselineChange(deps, { from: footing.baseline, rules: wanted.rules, by, change: after.id })
      : undefined;
  const { own, salt } = ownChange(deps, write);
  return {
    changes: [own, ...organisation, ...(baseline ? [baseline.change] : [])],
    creates: [...salt, ...(baseline?.creates ?? [])],
    tell: tellings(after, write.organisation, before),
  };
}

function ownChange(deps: Deps, { before, after, by }: ChangeWrite): { own: Change; salt: Item[] } {
  const subject = changeSubject(after.id);
  const { answer } = after;
  const reason = answer?.reason ?? '';
  const salt = reason === '' ? undefined : deps.newId('salt');
  const digest: Record<string, string> = salt
    ? { reasonDigest: saltedDigest(reason, salt, deps.sha) }
    : {};
  const own: Change = {
    subject,
    from: before?.chain,
    state: after,
    index: settingsChangeIndex(after),
    event: {
      kind: answer ? 'settings-change.answered' : 'settings-change.proposed',
      at: deps.now(),
      actor: { kind: 'person', id: by },
      data: { ...factsOf(after.wanted), state: after.state, ...digest },
    },
  };
  return { own, salt: salt ? [{ ...partKey(subject, 'SALT'), kind: 'salt', data: { salt } }] : [] };
}

/** The organisation's own line: which change moved it. */
function organisationChange(
  deps: Deps,
  {
    head,
    organisation,
    after,
    by,
  }: Pick<ChangeWrite, 'organisation' | 'after' | 'by'> & { head: Head<Organisation> },
): Change {
  const data = { change: after.id, ...factsOf(after.wanted), state: after.state };
  const actor = { kind: 'person' as const, id: by };
  const event = { kind: 'organisation.changed', at: deps.now(), actor, data };
  return { subject: ORGANISATION, from: head.chain, state: organisation, event };
}

/** Ids and numbers of what is wanted: all that the log may hold of it. */
function factsOf(wanted: WantedChange): Readonly<Record<string, string | number>> {
  switch (wanted.about) {
    case 'retention':
      return { about: wanted.about, days: wanted.days };
    case 'baseline':
      return { about: wanted.about, against: wanted.against };
    case 'identity-provider':
      return { about: wanted.about, issuer: wanted.provider?.issuer ?? 'none' };
    default:
      return { about: wanted.about, person: wanted.person };
  }
}

/**
 * "Shown to auditors", to the platform team, and to whoever gets a new part by it. Who was an auditor
 * before it counts: a lone admin who removes the auditor is seen by the one who is removed.
 */
export function tellings(
  change: SettingsChange,
  organisation: Organisation,
  before: Organisation,
): Telling[] {
  const { wanted } = change;
  const concerned = 'person' in wanted && wanted.about.startsWith('add-') ? [wanted.person] : [];
  const people = [...before.auditors, ...organisation.auditors, ...concerned].map(slackUserId);
  const channel = organisation.platformChannel === '' ? [] : [organisation.platformChannel];
  return [...channel, ...new Set(people)].map((place) => ({
    what: 'settings-change-card',
    subject: changeSubject(change.id),
    place,
  }));
}

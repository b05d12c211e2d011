import canonicalize from 'canonicalize';
import type { IdentityProvider } from './identity-provider.ts';
import { type Organisation, organisationOf, type PersonKey } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { mayNot } from './roles.ts';
import type { SettingsChange, WantedChange } from './settings-change.ts';

/** What a change is decided on: all of it as it is at this moment. */
export interface ChangeGround {
  readonly organisation: Organisation;
  readonly baselineVersion: number;
  /** Admins who have left Slack: they can countersign nothing, and leave nobody in charge. */
  readonly gone: readonly PersonKey[];
}

type NotCarriedOut = Refusal<'outside' | 'nothing-changes' | 'last-admin' | 'stale-change'>;
type Carried = { readonly kind: 'carried'; readonly organisation: Organisation };

/** The organisation after the change; the same one after a change of the baseline. */
export function carryOut(wanted: WantedChange, ground: ChangeGround): Carried | NotCarriedOut {
  const { organisation, baselineVersion } = ground;
  switch (wanted.about) {
    case 'add-admin':
      return added(wanted.person, 'admins', organisation);
    case 'add-auditor':
      return added(wanted.person, 'auditors', organisation);
    case 'remove-auditor':
      return removed(wanted.person, 'auditors', ground);
    case 'remove-admin':
      return removed(wanted.person, 'admins', ground);
    case 'retention':
      if (wanted.days === organisation.retentionDays)
        return nothing(`What was asked is kept for ${wanted.days} days already.`);
      return carried({ ...organisation, retentionDays: wanted.days });
    case 'identity-provider':
      return provided(wanted.provider, organisation);
    case 'baseline':
      if (wanted.against === baselineVersion) return carried(organisation);
      return refuse(
        'stale-change',
        `This was written against version ${wanted.against} of the baseline, which is at version ${baselineVersion} by now. Open the baseline again and propose it anew.`,
        { version: baselineVersion },
      );
  }
}

function provided(provider: IdentityProvider | null, organisation: Organisation) {
  const { identityProvider: before, ...rest } = organisation;
  if (!provider) return before ? carried(rest) : nothing('No identity provider is set.');
  if (canonicalize(before) === canonicalize(provider))
    return nothing('This is the identity provider that is set already.');
  return carried({ ...organisation, identityProvider: provider });
}

function carried(organisation: Organisation): Carried {
  return { kind: 'carried', organisation };
}

function nothing(say: string): Refusal<'nothing-changes'> {
  return refuse('nothing-changes', say);
}

const ONE = { admins: 'a platform admin', auditors: 'an auditor' } as const;

function added(
  person: PersonKey,
  list: keyof typeof ONE,
  organisation: Organisation,
): Carried | NotCarriedOut {
  if (organisationOf(person) !== organisation.home)
    return refuse('outside', `Only people of this organisation can be ${ONE[list]}.`);
  const before = organisation[list];
  if (before.includes(person)) return nothing(`This person is ${ONE[list]} already.`);
  return carried({ ...organisation, [list]: [...before, person] });
}

function removed(
  person: PersonKey,
  list: keyof typeof ONE,
  { organisation, gone }: ChangeGround,
): Carried | NotCarriedOut {
  const before = organisation[list];
  if (!before.includes(person)) return nothing(`This person is not ${ONE[list]}.`);
  const after = before.filter((one) => one !== person);
  // Without an admin nobody could ever change anything again.
  if (list === 'admins' && after.every((one) => gone.includes(one)))
    return refuse(
      'last-admin',
      'This is the last platform admin, who cannot be removed. Add another one first.',
    );
  return carried({ ...organisation, [list]: after });
}

type Proposal = {
  /** `flagged`: a lone admin's, in force at once. */
  readonly kind: 'open' | 'flagged';
  readonly organisation: Organisation;
};

/**
 * "Changes to admins, auditors, baseline or retention need a second admin (a lone admin's are
 * flagged until countersigned)." The organisation that comes back is the one after the change where
 * it is in force at once, and without the flag, which carries the change's id.
 */
export function propose(
  wanted: WantedChange,
  by: PersonKey,
  ground: ChangeGround,
): Proposal | NotCarriedOut | Refusal<'not-allowed'> {
  const refusal = mayNot('propose-change', by, ground);
  if (refusal) return refusal;
  const outcome = carryOut(wanted, ground);
  if (outcome.kind === 'refused') return outcome;
  if (!isLone(by, ground)) return { kind: 'open', organisation: ground.organisation };
  return { kind: 'flagged', organisation: outcome.organisation };
}

/** Nobody else is there who could countersign. */
export function isLone(
  by: PersonKey,
  { organisation, gone }: Omit<ChangeGround, 'baselineVersion'>,
) {
  return organisation.admins.every((one) => one === by || gone.includes(one));
}

/** `changes` in force by a lone admin's word, with this one among them. */
export function flagged(organisation: Organisation, change: string, at: string): Organisation {
  return { ...organisation, flagged: [...(organisation.flagged ?? []), { change, at }] };
}

export interface ChangeAnswer {
  readonly answer: 'countersign' | 'refuse' | 'withdraw';
  readonly by: PersonKey;
  readonly name: string;
  readonly at: string;
  /** Only a refusal needs one. */
  readonly reason: string;
}

type AnswerRefusal =
  | NotCarriedOut
  | Refusal<
      | 'not-allowed'
      | 'answered-already'
      | 'own-change'
      | 'not-proposer'
      | 'in-force-already'
      | 'proposer-left'
      | 'reason-required'
    >;

type AnswerOutcome =
  | {
      readonly kind: 'answered';
      readonly change: SettingsChange;
      readonly organisation: Organisation;
      /** Whether it comes into force now; a flagged one was before. */
      readonly comesIntoForce: boolean;
    }
  | AnswerRefusal;

/** One answer ends a change: an admin other than the proposer countersigns or refuses, or the proposer withdraws. */
export function answerTo(
  change: SettingsChange,
  said: ChangeAnswer,
  ground: ChangeGround,
): AnswerOutcome {
  const act = said.answer === 'withdraw' ? 'propose-change' : 'countersign';
  const refusal = mayNot(act, said.by, ground) ?? ended(change) ?? unfit(change, said);
  if (refusal) return refusal;
  const { by, name, at, reason } = said;
  const answered = { ...change, answer: { by, name, at, reason } };
  const same = {
    kind: 'answered',
    organisation: ground.organisation,
    comesIntoForce: false,
  } as const;
  if (said.answer === 'withdraw') return { ...same, change: { ...answered, state: 'withdrawn' } };
  if (said.answer === 'refuse') return { ...same, change: { ...answered, state: 'refused' } };
  return countersigned(change, { ...answered, state: 'in-force' }, ground);
}

function countersigned(
  change: SettingsChange,
  answered: SettingsChange,
  ground: ChangeGround,
): AnswerOutcome {
  const { organisation } = ground;
  if (change.state === 'flagged') {
    const rest = (organisation.flagged ?? []).filter((one) => one.change !== change.id);
    return {
      kind: 'answered',
      change: answered,
      organisation: { ...organisation, flagged: rest },
      comesIntoForce: false,
    };
  }
  // Two admins stand behind it at the moment it comes into force, not one and a former one.
  if (!organisation.admins.includes(change.by))
    return refuse(
      'proposer-left',
      'Whoever proposed this is no admin any more. Refuse it, and propose it yourself if you want it.',
    );
  const outcome = carryOut(change.wanted, ground);
  if (outcome.kind === 'refused') return outcome;
  const { organisation: after } = outcome;
  return { kind: 'answered', change: answered, organisation: after, comesIntoForce: true };
}

function ended({ state, answer }: SettingsChange): Refusal<'answered-already'> | undefined {
  if (state === 'open' || state === 'flagged') return undefined;
  return refuse('answered-already', `${WAS[state]} already by ${answer?.name ?? 'somebody'}.`);
}

const WAS = { 'in-force': 'Countersigned', refused: 'Refused', withdrawn: 'Withdrawn' } as const;

function unfit(change: SettingsChange, { answer, by, reason }: ChangeAnswer) {
  const own = change.by === by;
  if (answer === 'withdraw' && !own)
    return refuse('not-proposer', 'Only whoever proposed it can withdraw it. You can refuse it.');
  if (answer !== 'withdraw' && own)
    return refuse(
      'own-change',
      'You proposed this: another admin has to answer it. You can withdraw it.',
    );
  if (change.state === 'flagged' && answer !== 'countersign')
    return refuse(
      'in-force-already',
      'This is in force already. To undo it, propose the opposite change.',
    );
  if (answer === 'refuse' && reason === '')
    return refuse('reason-required', 'Say why: whoever proposed it reads this.');
  return undefined;
}

/** What a change is recognised by: the same wish for the nth time. */
export function changeText(wanted: WantedChange, nth: number): string {
  return `${canonicalize(wanted)}#${nth}`;
}

/** A change that somebody has still to answer. */
export function isWaiting({ state }: SettingsChange): boolean {
  return state === 'open' || state === 'flagged';
}

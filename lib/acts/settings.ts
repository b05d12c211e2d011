import { type Organisation, organisationSchema, type PersonKey } from '../core/people.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { changed, type SettingsField, type SettingsPatch } from '../core/settings.ts';
import { readHead } from '../store/read.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { loadOrganisation, mayNotHere, ORGANISATION } from './standing.ts';

type Changed =
  | {
      readonly kind: 'settings';
      readonly organisation: Organisation;
      /** What differs from before; empty when nothing does. */
      readonly fields: readonly SettingsField[];
    }
  | Refusal;

const CHANNELS = ['platformChannel', 'catalogChannel'] as const;

/**
 * What one admin changes at once: channels, hours, holidays, issuers. A channel that the app cannot
 * post in is refused with the fix, in `facts.field`, before anything is written: cards would be lost on it.
 */
export async function changeSettings(
  deps: Deps,
  by: PersonKey,
  patch: SettingsPatch,
): Promise<Changed> {
  const refusal = await mayNotHere(deps, 'change-settings', by);
  if (refusal) return refusal;
  const before = await loadOrganisation(deps);
  const first = changed(before, patch);
  if (first.kind === 'refused') return first;
  const closed = await closedChannel(deps, before, patch);
  if (closed) return closed;
  return attempt(deps, async (): Promise<Step<Changed>> => {
    const head = await readHead(deps.store, ORGANISATION, organisationSchema);
    if (!head) throw new Error('the organisation is not set up');
    const outcome = changed(head.state, patch);
    if (outcome.kind === 'refused') return done(outcome);
    const { organisation, fields } = outcome;
    const value = { kind: 'settings', organisation, fields } as const;
    if (fields.length === 0) return done(value);
    const event = {
      kind: 'settings.changed',
      at: deps.now(),
      actor: { kind: 'person' as const, id: by },
      data: { fields },
    };
    const change = { subject: ORGANISATION, from: head.chain, state: organisation, event } as const;
    return { kind: 'write', value, write: { changes: [change] } };
  });
}

async function closedChannel(
  deps: Deps,
  before: Organisation,
  patch: SettingsPatch,
): Promise<Refusal | undefined> {
  const moved = CHANNELS.filter((field) => patch[field] && patch[field] !== before[field]);
  const probed = await Promise.all(
    moved.map(async (field) => ({
      field,
      outcome: await deps.directory.probe(patch[field] ?? ''),
    })),
  );
  const closed = probed.find((one) => one.outcome.kind === 'refused');
  if (closed?.outcome.kind !== 'refused') return undefined;
  return refuse(closed.outcome.why, closed.outcome.say, { field: closed.field });
}

export interface ChannelTest {
  readonly field: (typeof CHANNELS)[number];
  readonly channel: string;
  /** One sentence with the fix; undefined when the test message arrived. */
  readonly trouble: string | undefined;
}

/** Sends a test message to both channels and says what works. */
export async function testChannels(
  deps: Deps,
  by: PersonKey,
): Promise<{ readonly kind: 'tested'; readonly tests: readonly ChannelTest[] } | Refusal> {
  const refusal = await mayNotHere(deps, 'change-settings', by);
  if (refusal) return refusal;
  const organisation = await loadOrganisation(deps);
  const tests = await Promise.all(
    CHANNELS.map(async (field) => {
      const channel = organisation[field];
      const trouble = channel === '' ? 'No channel is chosen.' : await troubleIn(deps, channel);
      return { field, channel, trouble };
    }),
  );
  return { kind: 'tested', tests };
}

async function troubleIn(deps: Deps, channel: string): Promise<string | undefined> {
  const probed = await deps.directory.probe(channel);
  return probed.kind === 'refused' ? probed.say : undefined;
}

/** The settings, for admins and auditors. */
export async function readSettings(
  deps: Deps,
  by: PersonKey,
): Promise<{ readonly kind: 'settings'; readonly organisation: Organisation } | Refusal> {
  const refusal = await mayNotHere(deps, 'see-settings', by);
  return refusal ?? { kind: 'settings', organisation: await loadOrganisation(deps) };
}

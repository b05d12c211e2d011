import type { ModalView } from '@slack/types';
import type { Deps } from '../../acts/deps.ts';
import { readSettings } from '../../acts/settings.ts';
import { waitingChanges } from '../../acts/settings-change-list.ts';
import { goneAdmins } from '../../acts/settings-people.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { type Organisation, type PersonKey, personKeySchema } from '../../core/people.ts';
import { mayNot } from '../../core/roles.ts';
import { isLone } from '../../core/settings-change-rules.ts';
import { open, type Reply, replace, say, sayRefusal } from '../reply.ts';
import type { PressAt } from '../room.ts';
import { OLD_BUTTON, sayMessage } from '../views/refusal.ts';
import { settingsModal } from '../views/settings.ts';
import {
  addPersonModal,
  channelsModal,
  holidaysModal,
  hoursModal,
  issuersModal,
  type Part,
  peopleModal,
  providerModal,
  removePersonModal,
  retentionModal,
} from '../views/settings-forms.ts';

/** The settings as they are now; `notice` is what has just been done (mrkdwn of ours). */
export async function settingsView(
  deps: Deps,
  by: PersonKey,
  notice?: string,
): Promise<{ kind: 'view'; view: ModalView } | { kind: 'replies'; replies: Reply[] }> {
  const [settings, changes] = await Promise.all([readSettings(deps, by), waitingChanges(deps, by)]);
  if (settings.kind === 'refused') return { kind: 'replies', replies: sayRefusal(settings) };
  if (changes.kind === 'refused') return { kind: 'replies', replies: sayRefusal(changes) };
  const { organisation } = settings;
  const admin = mayNot('change-settings', by, { organisation }) === undefined;
  const view = settingsModal({ organisation, ...changes, viewer: by, admin, notice });
  return { kind: 'view', view };
}

/** `settings`, typed. */
export async function typeSettings(deps: Deps, by: PersonKey): Promise<Reply[]> {
  const shown = await settingsView(deps, by);
  return shown.kind === 'replies' ? shown.replies : open(shown.view);
}

/** "Back", or "Open Settings" elsewhere. */
export async function pressSettings(deps: Deps, at: PressAt): Promise<Reply[]> {
  const shown = await settingsView(deps, at.by);
  return shown.kind === 'replies' ? shown.replies : inPlace(at, shown.view);
}

/** Within the settings one view takes the other's place, so that nothing old stays underneath. */
function inPlace({ surface }: Pick<PressAt, 'surface'>, view: ModalView): Reply[] {
  return surface.kind === 'modal' ? replace(view) : open(view);
}

type Draw = (organisation: Organisation, lone: boolean, value: string) => ModalView | undefined;

/** A button that leads to a form: for admins, drawn from the settings as they are now. */
function leadsTo(draw: Draw): (deps: Deps, at: PressAt) => Promise<Reply[]> {
  return async (deps, at) => {
    const refusal = await mayNotHere(deps, 'change-settings', at.by);
    if (refusal) return sayRefusal(refusal);
    const [settings, gone] = await Promise.all([
      readSettings(deps, at.by),
      goneAdmins(deps, at.by),
    ]);
    if (settings.kind === 'refused') return sayRefusal(settings);
    const { organisation } = settings;
    const view = draw(organisation, isLone(at.by, { organisation, gone }), at.value);
    return view ? inPlace(at, view) : say(sayMessage(OLD_BUTTON));
  };
}

export function readPart(value: string): Part | undefined {
  return value === 'admin' || value === 'auditor' ? value : undefined;
}

/** `admin|T…/U…`: what a button or a form says of whom it is about. */
export function readWhom(value: string): { part: Part; person: PersonKey } | undefined {
  const [word = '', key = ''] = value.split('|');
  const part = readPart(word);
  const person = personKeySchema.safeParse(key).data;
  return part && person ? { part, person } : undefined;
}

export const pressChannels = leadsTo(channelsModal);
export const pressHours = leadsTo(hoursModal);
export const pressHolidays = leadsTo(holidaysModal);
export const pressIssuers = leadsTo(issuersModal);
export const pressRetention = leadsTo(retentionModal);
export const pressProvider = leadsTo(providerModal);

export const pressPeople = leadsTo((organisation, lone, value) => {
  const part = readPart(value);
  const list = part === 'admin' ? organisation.admins : organisation.auditors;
  return part && peopleModal(part, list, lone);
});

export const pressAdd = leadsTo((_organisation, lone, value) => {
  const part = readPart(value);
  return part && addPersonModal(part, lone);
});

export const pressRemove = leadsTo((_organisation, lone, value) => {
  const whom = readWhom(value);
  return whom && removePersonModal(whom.part, whom.person, lone);
});

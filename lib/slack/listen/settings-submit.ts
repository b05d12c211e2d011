import type { Deps } from '../../acts/deps.ts';
import { changeSettings } from '../../acts/settings.ts';
import { proposeChange } from '../../acts/settings-change.ts';
import { loadOrganisation } from '../../acts/standing.ts';
import { organisationOf, type PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { DAYS_WANTED, readDays } from '../../core/retention.ts';
import {
  readHolidays,
  readIssuers,
  type SettingsPatch,
  settingsPatchSchema,
} from '../../core/settings.ts';
import { type WantedChange, wantedSchema } from '../../core/settings-change.ts';
import { fieldErrors, type Reply, replace } from '../reply.ts';
import type { FormAt } from '../room.ts';
import { OLD_VIEW, refusalText, sayModal } from '../views/refusal.ts';
import { FIELD } from '../views/settings-forms.ts';
import { proposedLine } from '../views/settings-words.ts';
import { readPart, readWhom, settingsView } from './settings-show.ts';

/** The settings anew, with what was just done on top. */
async function done(deps: Deps, by: PersonKey, notice: string): Promise<Reply[]> {
  const shown = await settingsView(deps, by, notice);
  // Whoever has just removed himself sees no settings any more.
  return shown.kind === 'view' ? replace(shown.view) : replace(sayModal(notice));
}

/** `usual` is the field that a refusal about nothing in particular stands under. */
function inField({ say, facts }: Refusal, usual: string): Reply[] {
  const field = facts?.field === 'hours' ? FIELD.to : facts?.field;
  const known = Object.values(FIELD).find((one) => one === field);
  return fieldErrors({ [known ?? usual]: say });
}

async function save(
  deps: Deps,
  by: PersonKey,
  patch: SettingsPatch,
  usual: string,
): Promise<Reply[]> {
  const outcome = await changeSettings(deps, by, patch);
  if (outcome.kind === 'refused') return inField(outcome, usual);
  return done(deps, by, outcome.fields.length > 0 ? '*Saved.*' : 'Nothing changed.');
}

export function submitChannels(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const platformChannel = fields.text(FIELD.platformChannel);
  const catalogChannel = fields.text(FIELD.catalogChannel);
  return save(deps, by, { platformChannel, catalogChannel }, FIELD.platformChannel);
}

export async function submitHours(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const hours = { from: fields.text(FIELD.from), to: fields.text(FIELD.to) };
  const patch = settingsPatchSchema.safeParse({ timeZone: fields.text(FIELD.timeZone), hours });
  if (!patch.success) return fieldErrors({ [FIELD.from]: 'Choose both times.' });
  return save(deps, by, patch.data, FIELD.timeZone);
}

export async function submitHolidays(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const read = readHolidays(fields.text(FIELD.holidays));
  if (read.kind === 'refused') return inField(read, FIELD.holidays);
  return save(deps, by, { holidays: [...read.values] }, FIELD.holidays);
}

export async function submitIssuers(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const read = readIssuers(fields.text(FIELD.issuers));
  if (read.kind === 'refused') return inField(read, FIELD.issuers);
  return save(deps, by, { issuers: [...read.values] }, FIELD.issuers);
}

async function propose(
  deps: Deps,
  by: PersonKey,
  wanted: WantedChange,
  field: string | undefined,
): Promise<Reply[]> {
  const outcome = await proposeChange(deps, by, wanted);
  if (outcome.kind === 'proposed')
    return done(deps, by, `*${PROPOSED}* ${proposedLine(outcome.change)}`);
  return field ? inField(outcome, field) : replace(sayModal(refusalText(outcome)));
}

const PROPOSED = 'Proposed.';

export async function submitRetention(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const days = readDays(fields.text(FIELD.days));
  if (days === undefined) return fieldErrors({ [FIELD.days]: DAYS_WANTED });
  return propose(deps, by, { about: 'retention', days }, FIELD.days);
}

/** What is typed as it is set already keeps what Slack never saw: the client's secret. */
export async function submitProvider(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const [issuer, clientId] = [fields.text(FIELD.issuer).trim(), fields.text(FIELD.client).trim()];
  const { identityProvider: before } = await loadOrganisation(deps);
  const same = before?.issuer === issuer && before.clientId === clientId;
  const provider = issuer === '' ? null : same ? before : { issuer, clientId };
  const wanted = wantedSchema.safeParse({ about: 'identity-provider', provider });
  if (wanted.success) return propose(deps, by, wanted.data, FIELD.issuer);
  return clientId === ''
    ? fieldErrors({ [FIELD.client]: 'Write the id that the provider gave to this client.' })
    : fieldErrors({ [FIELD.issuer]: 'Write an address that begins with https://.' });
}

/** Somebody is chosen by the id alone: of the organisation of whoever chooses. */
export async function submitAdd(deps: Deps, { by, metadata, fields }: FormAt): Promise<Reply[]> {
  const part = readPart(metadata);
  const person = `${organisationOf(by)}/${fields.text(FIELD.person)}`;
  const wanted = wantedSchema.safeParse({ about: `add-${part}`, person });
  if (!part) return replace(sayModal(OLD_VIEW));
  if (!wanted.success) return fieldErrors({ [FIELD.person]: 'Choose a person.' });
  return propose(deps, by, wanted.data, FIELD.person);
}

export async function submitRemove(deps: Deps, { by, metadata }: FormAt): Promise<Reply[]> {
  const whom = readWhom(metadata);
  if (!whom) return replace(sayModal(OLD_VIEW));
  const about = whom.part === 'admin' ? 'remove-admin' : 'remove-auditor';
  return propose(deps, by, { about, person: whom.person }, undefined);
}

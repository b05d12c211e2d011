import type { Room } from '../room.ts';
import { SETTINGS } from '../views/settings.ts';
import { CHANGE_ACTION } from '../views/settings-card.ts';
import { FORM } from '../views/settings-forms.ts';
import { SETUP } from '../views/setup.ts';
import { pressAnswer, pressRefuse, pressRules, submitRefusal } from './settings-answer.ts';
import { homeOfSettings } from './settings-home.ts';
import {
  pressAdd,
  pressChannels,
  pressHolidays,
  pressHours,
  pressIssuers,
  pressPeople,
  pressProvider,
  pressRemove,
  pressRetention,
  pressSettings,
  typeSettings,
} from './settings-show.ts';
import {
  submitAdd,
  submitChannels,
  submitHolidays,
  submitHours,
  submitIssuers,
  submitProvider,
  submitRemove,
  submitRetention,
} from './settings-submit.ts';
import { pressAgain, submitSetUp, typeSetUp } from './setup.ts';

/** The first hour, the settings, and changes that need two admins. */
export const settingsRoom: Room = {
  words: {
    setup: (deps, { by }) => typeSetUp(deps, by),
    settings: (deps, { by }) => typeSettings(deps, by),
  },
  presses: {
    [SETUP.again]: pressAgain,
    [SETTINGS.open]: pressSettings,
    [SETTINGS.channels]: pressChannels,
    [SETTINGS.people]: pressPeople,
    [SETTINGS.add]: pressAdd,
    [SETTINGS.remove]: pressRemove,
    [SETTINGS.hours]: pressHours,
    [SETTINGS.holidays]: pressHolidays,
    [SETTINGS.retention]: pressRetention,
    [SETTINGS.issuers]: pressIssuers,
    [SETTINGS.provider]: pressProvider,
    [CHANGE_ACTION.countersign]: pressAnswer('countersign'),
    [CHANGE_ACTION.withdraw]: pressAnswer('withdraw'),
    [CHANGE_ACTION.refuse]: pressRefuse,
    [CHANGE_ACTION.rules]: pressRules,
  },
  forms: {
    [SETUP.callback]: submitSetUp,
    [FORM.channels]: submitChannels,
    [FORM.add]: submitAdd,
    [FORM.remove]: submitRemove,
    [FORM.hours]: submitHours,
    [FORM.holidays]: submitHolidays,
    [FORM.retention]: submitRetention,
    [FORM.issuers]: submitIssuers,
    [FORM.provider]: submitProvider,
    [FORM.refuse]: submitRefusal,
  },
  home: homeOfSettings,
};

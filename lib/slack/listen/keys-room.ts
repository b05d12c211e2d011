import type { Room } from '../room.ts';
import { ACTION } from '../views/ids.ts';
import { NEW_CI, ROTATE } from '../views/key-forms.ts';
import { KEYS } from '../views/keys.ts';
import { LOGIN } from '../views/login.ts';
import {
  pressCiCode,
  pressEndLogin,
  pressNewCi,
  pressRevoke,
  pressRevokeCi,
  submitNewCi,
  submitRotate,
  typeKeys,
} from './keys.ts';
import {
  askForCode,
  confirmLogin,
  denyLogin,
  submitLoginCode,
  typeLogin,
  userChanged,
} from './login.ts';

/** Logins, keys of workflows, CI identities. */
export const keysRoom: Room = {
  words: { login: typeLogin, keys: typeKeys },
  presses: {
    [ACTION.menuLogin]: (deps, { by }) => askForCode(deps, by),
    [LOGIN.notMe]: denyLogin,
    [KEYS.revoke]: pressRevoke,
    [KEYS.revokeCi]: pressRevokeCi,
    [KEYS.rotateCi]: pressCiCode,
    [KEYS.newCi]: pressNewCi,
    [KEYS.endLogin]: pressEndLogin,
  },
  forms: {
    [LOGIN.askCode]: submitLoginCode,
    [LOGIN.confirm]: confirmLogin,
    [ROTATE.callback]: submitRotate,
    [NEW_CI.callback]: submitNewCi,
  },
  events: { user_change: userChanged },
};

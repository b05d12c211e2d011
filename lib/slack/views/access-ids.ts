/** Buttons, forms and fields of access. Those with a colon are followed by a number. */
export const ACCESS = {
  /** After the colon: for how many days; without one as the team asked. */
  grant: 'access_grant',
  narrow: 'access_narrow',
  refuse: 'access_refuse',
  withdraw: 'access_withdraw',
  details: 'access_details',
  ask: 'access_ask',
  renew: 'access_renew',
  takeBack: 'access_take_back',
  pick: 'access_pick',
  askForm: 'access_ask_form',
  narrowForm: 'access_narrow_form',
  refuseForm: 'access_refuse_form',
  takeForm: 'access_take_form',
} as const;

export const ACCESS_FIELD = {
  scopes: 'access_scopes:',
  reason: 'access_reason',
  until: 'access_until',
} as const;

/** Connectors that a form shows; the rest is asked for another time, or at the command line. */
export const MOST_CONNECTORS = 8;

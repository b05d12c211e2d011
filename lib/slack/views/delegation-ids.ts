/** Buttons and forms of handing decisions on; they never change their meaning. */
export const DELEGATION = {
  form: 'delegation_make',
  end: 'delegation_end',
  ask: 'approval_hand',
  askForm: 'approval_hand_to',
  remind: 'approval_remind',
  all: 'waiting_all',
} as const;

export const DELEGATION_FIELD = {
  to: 'delegation_to',
  from: 'delegation_from',
  until: 'delegation_until',
} as const;

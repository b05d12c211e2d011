/** What is pressed and filled in about campaigns. See `ids.ts`: they never change their meaning. */
export const CAMPAIGN = {
  start: 'campaign_start',
  show: 'campaign_show',
  left: 'campaign_left',
  list: 'campaign_list',
  move: 'campaign_move',
  narrow: 'campaign_narrow',
  withdraw: 'campaign_withdraw',
} as const;

/** The forms of a campaign, and their fields; those are named like what they hold. */
export const CAMPAIGN_FORM = {
  write: 'campaign_write',
  release: 'campaign_release',
  moved: 'campaign_moved',
  narrowed: 'campaign_narrowed',
  component: 'component',
  range: 'range',
  successor: 'successor',
  note: 'note',
  helper: 'helper',
  closesOn: 'closesOn',
  stopsOn: 'stopsOn',
} as const;

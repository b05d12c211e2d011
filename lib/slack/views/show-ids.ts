/** What is pressed on a page. It never changes its meaning. */
export const SHOW = {
  pick: 'show_pick',
  name: 'name',
  value: 'value',
  log: 'show_log',
  who: 'show_who',
  scopes: 'show_scopes',
} as const;

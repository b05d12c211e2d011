/** What is pressed and filled in about reminders of what ends. See `ids.ts`: they never change their meaning. */
export const NUDGE = {
  upgrade: 'nudge_upgrade',
  plan: 'nudge_plan',
  planned: 'nudge_planned',
  day: 'day',
  snooze: 'nudge_snooze',
  help: 'nudge_help',
  notMine: 'nudge_not_mine',
} as const;

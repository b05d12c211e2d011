/** What is pressed about a planned change. See `ids.ts`: they never change their meaning. */
export const CHANGE = {
  seen: 'planned_seen',
  breaks: 'planned_breaks',
  mine: 'planned_mine',
  answers: 'planned_answers',
  withdraw: 'planned_withdraw',
  done: 'planned_done',
  reason: 'planned_reason',
  reasonField: 'reason',
} as const;

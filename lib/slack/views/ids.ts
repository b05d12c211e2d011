/**
 * Every action_id and callback_id there is. They never change their meaning: buttons of old messages
 * stay in channels for years. "Keep action_id stable over updates, change block_id."
 */
export const ACTION = {
  approve: 'approval_approve',
  reject: 'approval_reject',
  details: 'approval_details',
  detailsPage: 'approval_details_page',
  requestApprove: 'request_approve',
  requestChanges: 'request_changes',
  requestReject: 'request_reject',
  keyCode: 'key_code',
  keySend: 'key_send',
  useComponent: 'component_use',
  menuNew: 'menu_new',
  menuLogin: 'menu_login',
  menuLog: 'menu_log',
  homeNew: 'home_new',
} as const;

export const CALLBACK = {
  shortcut: 'request_workflow',
  need: 'request_need',
  match: 'request_match',
  reason: 'reason',
  colleague: 'key_colleague',
} as const;

/** What a decision button carries: which approval, and what was shown. No JSON, no secrets. */
export function decisionValue(id: string, digest: string): string {
  return `${id}|${digest}`;
}

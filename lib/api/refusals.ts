/** Every refusal's HTTP status and title, by its `why`. Acts know nothing of HTTP; here it is chosen. */
export const REFUSALS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  // Of the door itself.
  'bad-json': [400, 'Not JSON'],
  unauthenticated: [401, 'Not authenticated'],
  'login-required': [403, 'A login is needed'],
  'workflow-key-required': [403, 'A workflow key is needed'],
  'no-route': [404, 'No such address'],
  'wrong-method': [405, 'Method not allowed'],
  'too-large': [413, 'Body too large'],
  'wrong-content-type': [415, 'Not JSON by its content type'],
  invalid: [422, 'Not as described'],
  internal: [500, 'Something broke here'],

  // Who may.
  'not-allowed': [403, 'Not allowed'],
  'bad-code': [403, 'Code not accepted'],
  excluded: [403, 'Excluded from deciding'],
  'not-asked': [403, 'Not asked'],
  left: [403, 'No longer a member'],
  outside: [403, 'Another organisation'],
  deactivated: [403, 'Deactivated'],
  bot: [403, 'Only people decide'],
  guest: [403, 'Guests may not decide'],
  'own-request': [403, 'Own request'],

  // What is not there.
  'no-approval': [404, 'No such approval request'],
  'no-workflow': [404, 'No such workflow'],
  'no-component': [404, 'No such component'],
  'no-request': [404, 'No such request'],
  'no-subject': [404, 'No such log'],

  // What the state of things forbids.
  'key-reused': [409, 'Idempotency key used before'],
  used: [409, 'Used already'],
  'other-payload': [409, 'Not what was approved'],
  'still-waiting': [409, 'Not decided yet'],
  denied: [409, 'Denied'],
  cancelled: [409, 'Cancelled'],
  'changed-since': [409, 'Changed since'],
  'workflow-not-active': [409, 'Workflow not active'],
  'nobody-can-decide': [409, 'Nobody can decide'],
  'already-ended': [409, 'Ended already'],
  'answered-already': [409, 'Answered already'],
  'decided-already': [409, 'Decided already'],
  'stale-card': [409, 'An older card'],
  'name-taken': [409, 'Name taken'],
  'new-version-needed': [409, 'A new version is needed'],
  expired: [410, 'Expired'],

  // What was sent cannot be taken as it is.
  'payload-too-large': [413, 'Arguments too large'],
  'payload-too-deep': [422, 'Arguments too deep'],
  'payload-unsafe': [422, 'Arguments not safe to show'],
  'bad-manifest': [422, 'Manifest not accepted'],
  'bad-name': [422, 'Name not accepted'],
  'no-team': [422, 'No such team'],
  'not-a-member': [422, 'Not a member'],
  'reason-required': [422, 'A reason is needed'],
  'unknown-action': [422, 'Unknown action'],
  'not-gated': [422, 'No approval needed'],
  'named-twice': [422, 'Named twice'],
  'missing-connector': [422, 'Connector missing'],

  'lookup-failed': [503, 'Slack did not answer'],
};

/** What a `why` without a line above is answered with; a test keeps it from being needed. */
const UNLISTED = [422, 'Refused'] as const;

/** "An error's kind is a word; the HTTP number is chosen at the edge": here. */
export function statusOf(why: string): readonly [status: number, title: string] {
  return REFUSALS[why] ?? UNLISTED;
}

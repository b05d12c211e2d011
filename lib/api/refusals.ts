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

  // A login that is under way: RFC 8628 answers these with 400.
  'authorization-pending': [400, 'Not confirmed yet'],
  'slow-down': [400, 'Asked too often'],
  'code-expired': [400, 'Not confirmed in time'],
  'access-denied': [403, 'Login refused'],

  // Who may.
  'not-allowed': [403, 'Not allowed'],
  'bad-code': [403, 'Code not accepted'],
  'not-your-code': [403, 'Code of somebody else'],
  'no-team-for-token': [403, 'No team lists this CI job'],
  excluded: [403, 'Excluded from deciding'],
  'not-asked': [403, 'Not asked'],
  left: [403, 'No longer a member'],
  outside: [403, 'Another organisation'],
  deactivated: [403, 'Deactivated'],
  bot: [403, 'Only people decide'],
  guest: [403, 'Guests may not decide'],
  'own-request': [403, 'Own request'],
  'own-proposal': [403, 'Own proposal'],

  // What is not there.
  'no-approval': [404, 'No such approval request'],
  'no-workflow': [404, 'No such workflow'],
  'no-component': [404, 'No such component'],
  'no-identity': [404, 'No such CI identity'],
  'no-key': [404, 'No such key'],
  'no-login': [404, 'No such login'],
  'no-patch': [404, 'No such patch'],
  'no-proposal': [404, 'No such proposed revision'],
  'no-person': [404, 'No such person'],
  'no-request': [404, 'No such request'],
  'no-subject': [404, 'No such log'],
  'no-discovered': [404, 'Nothing discovered by this name'],

  // What the state of things forbids.
  'organisation-stopped': [403, 'Yardmaster is stopped here'],
  'still-holds': [409, 'Something to hand over first'],
  'void-since-restore': [410, 'Void since a restore'],
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
  'too-many-keys': [409, 'Too many keys'],
  'name-taken': [409, 'Name taken'],
  'registered-already': [409, 'Registered already'],
  'marked-gone': [409, 'Marked as gone'],
  'said-not-mine': [409, 'Not theirs'],
  'not-claimed': [409, 'Not claimed yet'],
  'new-version-needed': [409, 'A new version is needed'],
  expired: [410, 'Expired'],

  // What was sent cannot be taken as it is.
  'payload-too-large': [413, 'Arguments too large'],
  'payload-too-deep': [422, 'Arguments too deep'],
  'payload-unsafe': [422, 'Arguments not safe to show'],
  'bad-manifest': [422, 'Manifest not accepted'],
  'bad-name': [422, 'Name not accepted'],
  'no-team': [422, 'No such team'],
  'bad-rules': [422, 'Rules not accepted'],
  'not-a-member': [422, 'Not a member'],
  'not-finished': [422, 'Something is missing'],
  'no-such-address': [422, 'Nobody has this address'],
  'wrong-name': [422, 'Not the name'],
  'reason-required': [422, 'A reason is needed'],
  'unknown-action': [422, 'Unknown action'],
  'not-gated': [422, 'No approval needed'],
  'named-twice': [422, 'Named twice'],
  'bad-range': [422, 'No version range'],
  'bad-cursor': [422, 'No cursor of ours'],
  'missing-connector': [422, 'Connector missing'],

  'issuer-unreachable': [503, 'The issuer did not answer'],
  // Settings, and changes that need two admins.
  'own-change': [403, 'Own change'],
  'not-proposer': [403, 'Not the proposer'],
  'no-change': [404, 'No such change'],
  'nothing-changes': [409, 'Nothing changes'],
  'last-admin': [409, 'The last admin'],
  'stale-change': [409, 'An older baseline'],
  'in-force-already': [409, 'In force already'],
  'proposer-left': [409, 'The proposer left'],
  'proposed-already': [409, 'Proposed already'],
  'set-up-already': [409, 'Set up already'],
  'cannot-post': [409, 'Cannot post there'],
  'bad-setting': [422, 'Setting not accepted'],

  // Teams.
  'no-such-group': [422, 'No such user group'],
  'not-granted': [409, 'Not granted in Slack'],
  'changed-meanwhile': [409, 'Changed meanwhile'],
  'merged-away': [409, 'Merged into another team'],
  'same-team': [409, 'The same team'],
  'too-many': [409, 'Too many'],
  'baseline-names-team': [409, 'The baseline names the team'],
  'id-taken': [409, 'Id taken'],
  'bad-id': [422, 'Id not accepted'],

  'lookup-failed': [503, 'Slack did not answer'],
};

/** What a `why` without a line above is answered with; a test keeps it from being needed. */
const UNLISTED = [422, 'Refused'] as const;

/** "An error's kind is a word; the HTTP number is chosen at the edge": here. */
export function statusOf(why: string): readonly [status: number, title: string] {
  return REFUSALS[why] ?? UNLISTED;
}

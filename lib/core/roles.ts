import { stopSentence } from './in-force.ts';
import { type Organisation, organisationOf, type PersonKey, type Team } from './people.ts';
import { type Refusal, refuse } from './result.ts';

export const ROLES = [
  'outsider',
  'colleague',
  'member',
  'lead',
  'owner',
  'backup',
  'auditor',
  'admin',
] as const;
/** `colleague`: somebody of the organisation who has no part in the thing at hand. */
export type Role = (typeof ROLES)[number];

export const ACTS = [
  'find',
  'request',
  'register',
  'offer-key',
  'set-webhook',
  'answer-request',
  'answer-extension',
  'see-payload',
  'move-approval',
  'delegate',
  'remind-deciders',
  'read-log',
  'read-all-logs',
  'import',
  'retire-model',
  'publish-release',
  'publish-shared',
  'announce-change',
  'announce-shared',
  'deprecate',
  'deprecate-shared',
  'edit-workflow',
  'move-home',
  'review-revision',
  'ask-access',
  'grant-access',
  'set-credentials',
  'see-credentials',
  'pause-workflow',
  'resume-workflow',
  'send-notice',
  'answer-notice',
  'revoke-key',
  'claim-workflow',
  'create-team',
  'edit-team',
  'merge-teams',
  'issue-ci-key',
  'see-settings',
  'change-settings',
  'propose-change',
  'countersign',
  'import-estate',
  'read-oversight',
  'erase-person',
  'uninstall',
  'judge-duplicates',
  'promote',
  'review-promotion',
  'demote',
  'transfer-component',
  'take-component',
  'rename-component',
  'break-glass',
] as const;
export type Act = (typeof ACTS)[number];

/**
 * "Federation as one pure table": who may do what. "A team owns its workflows and local
 * components"; "platform owns shared components, connectors, baseline"; "auditors read everything
 * and change nothing"; "Details open for deciders, the owning team and auditors only".
 */
export const MAY: Readonly<Record<Act, readonly Role[]>> = {
  find: ['colleague', 'member', 'lead', 'owner', 'backup', 'auditor', 'admin'],
  request: ['member', 'lead', 'owner', 'backup'],
  register: ['member', 'lead', 'owner', 'backup'],
  'offer-key': ['lead', 'owner', 'backup'],
  'set-webhook': ['lead', 'owner', 'backup'],
  'answer-request': ['admin'],
  'answer-extension': ['member', 'lead'],
  'see-payload': ['member', 'lead', 'owner', 'backup', 'auditor'],
  'move-approval': ['lead', 'owner', 'backup', 'admin'],
  delegate: ['colleague', 'member', 'lead', 'owner', 'backup', 'auditor', 'admin'],
  'remind-deciders': ['lead', 'owner', 'backup', 'admin'],
  'read-log': ['member', 'lead', 'owner', 'backup', 'auditor', 'admin'],
  'read-all-logs': ['auditor'],
  import: ['admin'],
  'retire-model': ['admin'],
  'publish-release': ['member', 'lead'],
  'publish-shared': ['admin'],
  'announce-change': ['member', 'lead'],
  'announce-shared': ['member', 'lead', 'admin'],
  deprecate: ['lead', 'admin'],
  'deprecate-shared': ['admin'],
  'edit-workflow': ['member', 'lead', 'owner', 'backup'],
  'move-home': ['lead', 'owner', 'backup'],
  'review-revision': ['lead', 'owner', 'backup'],
  'ask-access': ['member', 'lead', 'owner', 'backup'],
  'grant-access': ['admin'],
  'set-credentials': ['admin'],
  'see-credentials': ['auditor', 'admin'],
  'pause-workflow': ['lead', 'owner', 'backup', 'admin'],
  'resume-workflow': ['lead', 'owner', 'backup', 'admin'],
  'send-notice': ['admin'],
  'answer-notice': ['lead', 'owner', 'backup'],
  'revoke-key': ['lead', 'owner', 'backup', 'admin'],
  'claim-workflow': ['lead', 'owner', 'admin'],
  'create-team': ['admin'],
  'edit-team': ['lead', 'admin'],
  'merge-teams': ['admin'],
  'issue-ci-key': ['lead', 'admin'],
  'see-settings': ['auditor', 'admin'],
  'change-settings': ['admin'],
  'propose-change': ['admin'],
  countersign: ['admin'],
  'import-estate': ['admin'],
  'read-oversight': ['auditor', 'admin'],
  'erase-person': ['admin'],
  uninstall: ['admin'],
  'judge-duplicates': ['admin'],
  promote: ['member', 'lead'],
  'review-promotion': ['admin'],
  demote: ['admin'],
  'transfer-component': ['lead', 'admin'],
  'take-component': ['lead'],
  'rename-component': ['lead', 'admin'],
  'break-glass': ['admin'],
};

const WHO: Readonly<Record<Act, string>> = {
  find: 'people of this organisation',
  request: 'members of the team that will own the workflow',
  register: 'members of the owning team',
  'offer-key': "the workflow's owner, its backup or the team's lead",
  'set-webhook': "the workflow's owner, its backup or the team's lead",
  'answer-request': 'platform admins',
  'answer-extension': 'members of the team that owns it',
  'see-payload': 'people who may decide, the owning team and auditors',
  'move-approval': "the workflow's owner, its backup, the team's lead or a platform admin",
  delegate: 'people of this organisation',
  'remind-deciders': "the workflow's owner, its backup, the team's lead or a platform admin",
  'read-log': 'the owning team, auditors and platform admins',
  'read-all-logs': 'auditors',
  import: 'platform admins',
  'retire-model': 'platform admins',
  'publish-release': 'members of the team that owns it',
  'publish-shared': 'platform admins',
  'announce-change': 'members of the team that owns it',
  'announce-shared': 'members of the team that owns it and platform admins',
  deprecate: 'the lead of the team that owns it or a platform admin',
  'deprecate-shared': 'platform admins',
  'edit-workflow': 'members of the owning team',
  'move-home': "the workflow's owner, its backup or the team's lead",
  'review-revision': "the workflow's owner, its backup or the team's lead",
  'ask-access': 'members of the owning team',
  'grant-access': 'platform admins',
  'set-credentials': 'platform admins',
  'see-credentials': 'auditors and platform admins',
  'pause-workflow': "the workflow's owner, its backup, the team's lead or a platform admin",
  'resume-workflow': "the workflow's owner, its backup, the team's lead or a platform admin",
  'send-notice': 'platform admins',
  'answer-notice': "the workflow's owner, its backup or the team's lead",
  'revoke-key': "the workflow's owner, its backup, the team's lead or a platform admin",
  'claim-workflow': "the person named as its owner, the team's lead or a platform admin",
  'create-team': 'platform admins',
  'edit-team': "the team's lead or a platform admin",
  'merge-teams': 'platform admins',
  'issue-ci-key': "the team's lead or a platform admin",
  'see-settings': 'auditors and platform admins',
  'change-settings': 'platform admins',
  'propose-change': 'platform admins',
  countersign: 'platform admins',
  'import-estate': 'platform admins',
  'read-oversight': 'auditors and platform admins',
  'erase-person': 'platform admins',
  uninstall: 'platform admins',
  'judge-duplicates': 'platform admins',
  promote: 'members of the team that owns it',
  'review-promotion': 'platform admins',
  demote: 'platform admins',
  'transfer-component': 'the lead of the team that owns it or a platform admin',
  'take-component': 'the lead of the team that is to own it',
  'rename-component': 'the lead of the team that owns it or a platform admin',
  'break-glass': 'platform admins',
};

/** "Say so at every door": while the organisation is stopped, these alone go on. */
const WHILE_STOPPED: ReadonlySet<Act> = new Set<Act>([
  'find',
  'see-payload',
  'read-log',
  'read-all-logs',
  'see-settings',
  'read-oversight',
  'revoke-key',
  'pause-workflow',
  'erase-person',
  'uninstall',
]);

/** The refusal for an act that does not go on while the organisation is stopped. */
export function whileStopped(
  act: Act,
  { organisation: { stopped } }: Pick<Standing, 'organisation'>,
): Refusal<'not-allowed'> | undefined {
  if (!stopped || WHILE_STOPPED.has(act)) return undefined;
  return refuse('not-allowed', stopSentence(stopped), { act, because: 'organisation-stopped' });
}

/** What a role depends on besides the person: the team and the workflow at hand, if any. */
export interface Standing {
  readonly organisation: Organisation;
  readonly team?: Team | undefined;
  readonly owner?: PersonKey | undefined;
  readonly backup?: PersonKey | undefined;
}

/** Every role the person holds here. Somebody of another organisation is an outsider and nothing else. */
export function rolesOf(person: PersonKey, standing: Standing): readonly Role[] {
  const { organisation, team, owner, backup } = standing;
  if (organisationOf(person) !== organisation.home) return ['outsider'];
  const roles: Role[] = ['colleague'];
  if (team?.members.includes(person)) roles.push('member');
  if (team && (team.lead === person || team.backup === person)) roles.push('lead');
  if (owner === person) roles.push('owner');
  if (backup === person) roles.push('backup');
  if (organisation.auditors.includes(person)) roles.push('auditor');
  if (organisation.admins.includes(person)) roles.push('admin');
  return roles;
}

/** Undefined when one of the person's roles allows the act; otherwise the refusal that says who could. */
export function mayNot(
  act: Act,
  person: PersonKey,
  standing: Standing,
): Refusal<'not-allowed'> | undefined {
  const roles = rolesOf(person, standing);
  if (roles.some((role) => MAY[act].includes(role))) return whileStopped(act, standing);
  const team = standing.team ? ` The team is ${standing.team.name}.` : '';
  return refuse('not-allowed', `Only ${WHO[act]} can do this.${team}`, { act });
}

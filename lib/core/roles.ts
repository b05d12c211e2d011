import { stopSentence } from './in-force.ts';
import { type Organisation, organisationOf, type PersonKey, type Team } from './people.ts';
import { type Refusal, refuse } from './result.ts';
import { WHO } from './role-words.ts';

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
  'retire-workflow',
  'send-notice',
  'answer-notice',
  'answer-nudge',
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
  'take-workflow',
  'name-owner',
  'run-job',
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
  'retire-workflow': ['lead', 'owner', 'backup', 'admin'],
  'send-notice': ['admin'],
  'answer-notice': ['lead', 'owner', 'backup'],
  'answer-nudge': ['lead', 'owner', 'backup', 'admin'],
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
  'take-workflow': ['lead', 'backup'],
  'name-owner': ['lead', 'backup', 'admin'],
  'run-job': ['admin'],
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

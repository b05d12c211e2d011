import { versionKey } from '../core/version.ts';
import type { Key } from './store.ts';

/** Subjects: things with a head item that is version-locked and carries the end of its audit chain. */
type SubjectKind =
  | 'approval'
  | 'delegation'
  | 'workflow'
  | 'request'
  | 'extension'
  | 'component'
  | 'organisation'
  | 'team'
  | 'person'
  | 'identity'
  | 'baseline'
  | 'settings-change'
  | 'proposed-revision'
  | 'access'
  | 'patch'
  | 'model'
  | 'discovered'
  | 'source'
  | 'promotion'
  | 'transfer'
  | 'notice'
  | 'notice-ask'
  | 'verdict'
  | 'duplicate-report'
  | 'change-proposal'
  | 'change-ask'
  | 'campaign'
  | 'campaign-ask'
  | 'digest'
  | 'nudge'
  | 'credentials'
  | 'leases'
  | 'pauses'
  | 'agent'
  | 'retention'
  | 'openings'
  | 'refusals'
  | 'step-up'
  | 'departure'
  | 'break-glass';

/** `approval/apr_…`: the name of a chain, and of its head item. */
export type Subject = `${SubjectKind}/${string}`;

export function headKey(subject: Subject): Key {
  return { pk: subject, sk: 'HEAD' };
}

export function partKey(subject: Subject, part: string): Key {
  return { pk: subject, sk: part };
}

export function componentSubject(id: string): Subject {
  return `component/${id}`;
}

/** Releases sort by version number; the full version follows, so that pre-releases stay apart. */
export function releaseKey(component: string, version: string): Key {
  return partKey(componentSubject(component), `RELEASE#${versionKey(version)}#${version}`);
}

/** What another catalog's file said of a release besides what the registry has words for. */
export function foreignKey(component: string, version: string): Key {
  return partKey(componentSubject(component), `FOREIGN#${versionKey(version)}#${version}`);
}

/** An edge in the component's partition: "sort key = locked version as three 16-digit numbers". */
export function edgeKey(component: string, version: string, workflow: string): Key {
  return partKey(componentSubject(component), `EDGE#${versionKey(version)}#${workflow}`);
}

export function revisionKey(workflow: string, revision: number): Key {
  return partKey(`workflow/${workflow}`, `REVISION#${String(revision).padStart(8, '0')}`);
}

/** What sort keys of a workflow's approvals begin with; then come time and id. */
export const APPROVALS = 'APPROVAL#';

/** Which discovered entries a person, or the platform, was ever asked about; never taken out again. */
export function claimKey(holder: string, group: string, id: string): Key {
  return { pk: `claims/${holder}`, sk: `${group}#${id}` };
}

/** What of a component is under way: there is one promotion, and one transfer, at a time. */
export function underWayKey(component: string, what: 'PROMOTION' | 'TRANSFER'): Key {
  return partKey(componentSubject(component), what);
}

/** The promotions for which a person is asked whether to be named; taken out with the answer. */
export function creditKey(person: string, promotion: string): Key {
  return { pk: `credit/${person}`, sk: promotion };
}

/** What was handed to a person to decide, by when it ends. */
export function handedKey(person: string, expiresAt: string, approval: string): Key {
  return { pk: handedTo(person), sk: `${expiresAt}#${approval}` };
}

export function handedTo(person: string): string {
  return `handed-to/${person}`;
}

/** Sequence numbers as text that sorts like numbers. */
export function lineKey(subject: string, seq: number): Key {
  return { pk: subject, sk: String(seq).padStart(16, '0') };
}

/** What a team asked of one component: what is open now, and what it was declined last. */
export function extensionPairKey(team: string, component: string, which: 'OPEN' | 'DECLINED'): Key {
  return { pk: `extension-pair/${team}/${component}`, sk: which };
}

/** Only the SHA-256 of a key or code is ever stored; this is where it is looked up. */
export function secretKey(hash: string): Key {
  return { pk: `secret/${hash}`, sk: 'HEAD' };
}

/** Whose an identity at the organisation's provider is, by the hash of issuer and subject. */
export function identityKey(hash: string): Key {
  return { pk: `identity-link/${hash}`, sk: 'HEAD' };
}

/** What is known of a login before it is anybody's: by its id, until it runs out. */
export function loginKey(id: string, part: 'ANSWER' | 'POLLED'): Key {
  return { pk: `login/${id}`, sk: part };
}

export function outboxKey(id: string): Key {
  return { pk: `outbox/${id}`, sk: 'ROW' };
}

/** What is posted where, for one thing to be made true. */
export function postedKey(subject: string, place: string): Key {
  return { pk: `posted/${subject}`, sk: place };
}

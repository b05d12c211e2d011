import type { Kind, Release } from './component.ts';

/** One thing found, with what somebody needs to judge it by. */
export interface Found {
  readonly id: string;
  readonly kind: Kind | 'workflow';
  readonly title: string;
  readonly description: string;
  /** The team that owns it. */
  readonly team: string;
  /** The newest open version of a component; absent for a workflow. */
  readonly version?: string | undefined;
  /** A workflow's status; absent for a component. */
  readonly status?: string | undefined;
  /** How many workflows pin the component; absent for a workflow. */
  readonly use?: number | undefined;
  /** How the newest version stands, where it ends; absent while it is open. */
  readonly lifecycle?: Release['lifecycle'] | undefined;
  /** What replaces it then. */
  readonly successor?: string | undefined;
  /** Why it was found: one plain sentence. */
  readonly why: string;
}

import type { Kind } from './component.ts';

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
  /** Why it was found: one plain sentence. */
  readonly why: string;
}

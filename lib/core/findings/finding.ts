import type { Rules } from '../baseline.ts';
import type { RuleName, Where } from '../baseline-rules.ts';
import type { Manifest } from '../manifest.ts';
import type { EffectiveModel } from '../model.ts';
import type { PersonKey, Team } from '../people.ts';

/** "Findings name rule, line, fix." */
export interface Finding {
  readonly rule: RuleName;
  /** As it applies to this team on this day. */
  readonly mode: 'observe' | 'enforce';
  /** The line: JSON path in the manifest, `uses[2].version` for example. */
  readonly field: string;
  /** What is wrong, one sentence. */
  readonly say: string;
  /** What to write instead, one sentence. */
  readonly fix: string;
}

/** A breach before anybody asked how strict the rule is. */
export type Breach = Pick<Finding, 'field' | 'say' | 'fix'>;

/** What is judged: a manifest, and what is known besides. */
export interface Subject {
  readonly manifest: Manifest;
  readonly team: Pick<Team, 'id' | 'members'> & Partial<Pick<Team, 'lead' | 'backup'>>;
  readonly owner: PersonKey | undefined;
  readonly backup: PersonKey | undefined;
  /** People whom Slack called deactivated, a bot, a guest or of another organisation. Absent: nobody asked. */
  readonly inactive?: ReadonlySet<PersonKey> | undefined;
  /** Every action that a locked release lists. */
  readonly actions: readonly string[];
  /** The scopes asked for, by connector (its name alone). */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  /** What it runs with, inherited or not, as far as its plugins' releases were loaded. */
  readonly model: EffectiveModel;
  /** The locked version, by component id. */
  readonly locked: ReadonlyMap<string, string>;
  /** When it was last changed or reviewed; absent for a manifest that is being changed right now. */
  readonly changedAt?: string | undefined;
}

/** One rule's judgement. */
export type Judge = (rules: Rules, subject: Subject, where: Where) => readonly Breach[];

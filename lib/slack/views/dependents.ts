import type { KnownBlock } from '@slack/types';
import type { Meets } from '../../core/dependents.ts';
import type { Ending } from '../../core/ending.ts';
import { successorWords } from '../../core/lifecycle.ts';
import type { Workflow } from '../../core/workflow.ts';
import { statusWords } from './find.ts';
import { actions, button, context, fallback, type Message, section } from './parts.ts';
import { dayWords, mention, safe, when } from './text.ts';

export const DEPENDENTS = { more: 'dependents_more' } as const;

interface DependentShown {
  readonly workflow: Workflow;
  readonly by: Meets;
  readonly range: string;
  readonly version: string;
  readonly via: readonly string[];
  readonly systems: readonly string[];
  readonly lastSeen: string | undefined;
}

export interface DependentsShown {
  readonly component: string;
  readonly range: string;
  readonly rows: readonly DependentShown[];
  /** Ranges of it that end. */
  readonly endings?: readonly Ending[];
  readonly first: boolean;
  readonly cut: boolean;
  /** What the button for the next page carries; undefined on the last page. */
  readonly more: string | undefined;
}

/** One page of who depends on a component: what runs it today apart from what only may. */
export function dependentsMessage(shown: DependentsShown): Message {
  const { component, range, rows } = shown;
  const what = range === '*' ? component : `${component} in ${range}`;
  if (rows.length === 0 && shown.more === undefined) return nothing(shown, what);
  const locked = rows.filter((row) => row.by === 'locked');
  const allowed = rows.filter((row) => row.by === 'range');
  return {
    text: fallback(`${rows.length} AI workflows on this page depend on ${what}.`),
    blocks: [
      section(`*Who depends on ${safe(what, 200)}*`),
      ...(shown.endings ?? [])
        .slice(0, MOST_ENDINGS)
        .map((one) => context(endsWords(one, component))),
      ...group('Running it today', locked),
      ...group('Running another version, but their range allows it', allowed),
      ...(shown.cut
        ? [context('More than 1,000 releases lie between: not all were followed.')]
        : []),
      ...(shown.more
        ? [actions('dependents', button('Next Page', DEPENDENTS.more, shown.more))]
        : []),
    ],
  };
}

const MOST_ENDINGS = 5;

function endsWords({ range, stopsOn, successor }: Ending, component: string): string {
  const next = safe(successorWords(successor, component), 150);
  return `${safe(range, 100)} stops on ${dayWords(stopsOn)}; ${next} replaces it.`;
}

function nothing({ first }: DependentsShown, what: string): Message {
  const line = first ? `No AI workflow depends on ${what}.` : 'That was the last page.';
  return { text: fallback(line), blocks: [section(safe(line, 300))] };
}

function group(title: string, rows: readonly DependentShown[]): KnownBlock[] {
  if (rows.length === 0) return [];
  return [section(`_${title}_`), ...rows.map((row) => section(rowText(row)))];
}

function rowText(row: DependentShown): string {
  const { workflow, range, version, via, lastSeen } = row;
  const { id, status, owner, team, revision } = workflow;
  const over = via.length > 0 ? ` over ${safe(via.join(' → '), 300)}` : '';
  const systems = row.systems.length > 0 ? ` · reaches ${safe(row.systems.join(', '), 200)}` : '';
  const seen = lastSeen === undefined ? 'never seen' : `last seen ${when(lastSeen)}`;
  return [
    `*${safe(id, 80)}* · ${statusWords(status)} · revision ${revision} · ${seen}`,
    `Locked at ${safe(version, 60)}, range \`${safe(range, 100).replaceAll('`', "'")}\`${over}`,
    `Owner ${mention(owner)}, ${safe(team, 60)}${systems}`,
  ].join('\n');
}

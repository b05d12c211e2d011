import { count } from '../../core/count.ts';
import type { ReachRow } from '../../core/reach.ts';
import { DECLARED, type SystemCount } from '../../core/systems.ts';
import { statusWords } from './find.ts';
import { actions, button, context, fallback, type Message, section } from './parts.ts';
import { mention, safe } from './text.ts';

/** What is pressed here. It never changes its meaning. */
export const REACH = { open: 'reach_open', more: 'reach_more', systems: 'reach_systems' } as const;

/** Systems on one page: each has a button. */
export const SYSTEMS_PAGE = 15;

const NOT_FILED =
  'Workflows of an earlier version are still being filed under their systems: some may be missing. Ask again in some minutes.';

export interface ReachShown {
  readonly system: string;
  readonly rows: readonly ReachRow[];
  readonly first: boolean;
  readonly filed: boolean;
  /** What the button for the next page carries; undefined on the last page. */
  readonly more: string | undefined;
}

/** One page of the workflows that can touch a system. */
export function reachMessage({ system, rows, first, filed, more }: ReachShown): Message {
  const name = safe(system, 100);
  if (rows.length === 0 && more === undefined) {
    const line = first ? `No AI workflow can touch ${system}.` : 'That was the last page.';
    const every = first ? [context('`reach` without a name shows every system.')] : [];
    return { text: fallback(line), blocks: [section(safe(line, 300)), ...every, ...notes(filed)] };
  }
  return {
    text: fallback(`${count(rows.length, 'AI workflow')} on this page can touch ${system}.`),
    blocks: [
      section(`*Which AI workflows can touch ${name}*`),
      ...notes(filed),
      ...rows.map((row) => section(rowText(row))),
      ...(more ? [actions('reach', button('Next Page', REACH.more, more))] : []),
    ],
  };
}

function notes(filed: boolean) {
  return filed ? [] : [context(NOT_FILED)];
}

function rowText(row: ReachRow): string {
  const { id, status, owner, backup, team } = row.workflow;
  const through = row.via.map((one) => (one === DECLARED ? 'its manifest' : one));
  const stands = backup ? `, backup ${mention(backup)}` : '';
  return [
    `*${safe(id, 80)}* · ${statusWords(status)}`,
    `Through ${safe(through.join(', '), 200)}${scopeWords(row)}`,
    gateWords(row),
    `Owner ${mention(owner)}${stands}, ${safe(team, 60)}`,
  ].join('\n');
}

function scopeWords({ scopes, waiting }: ReachRow): string {
  const given = scopes.length > 0 ? ` · scopes ${safe(scopes.join(', '), 200)}` : '';
  const asked =
    waiting.length > 0 ? ` · asked for, not given: ${safe(waiting.join(', '), 100)}` : '';
  return `${given}${asked}`;
}

/** "Gated or not", in words. */
function gateWords({ gated, gatedActions, openActions }: ReachRow): string {
  const needs = `Needs approval: ${safe(gatedActions.join(', '), 150)}`;
  switch (gated) {
    case 'all':
      return needs;
    case 'some':
      return `${needs}. Needs none: ${safe(openActions.join(', '), 150)}`;
    case 'none':
      return `Needs no approval: ${safe(openActions.join(', '), 150)}`;
    case 'no-actions':
      return 'No actions are listed for it';
  }
}

/** Every system by the number of its workflows, a page at a time. `page` counts from 0. */
export function systemsMessage(
  systems: readonly SystemCount[],
  { page, filed, command }: { page: number; filed: boolean; command: string },
): Message {
  const from = page * SYSTEMS_PAGE;
  const shown = systems.slice(from, from + SYSTEMS_PAGE);
  if (systems.length === 0 || shown.length === 0) {
    const line =
      systems.length === 0 ? 'No AI workflow touches any system yet.' : 'That was the last page.';
    const how = `Name one to look it up: \`${safe(command, 40)} reach CRM\`.`;
    return { text: line, blocks: [section(line), context(how), ...notes(filed)] };
  }
  const more = from + shown.length < systems.length;
  return {
    text: fallback(`${count(systems.length, 'system')}. Most touched: ${shown[0]?.system ?? ''}.`),
    blocks: [
      section(`*${count(systems.length, 'system')} that AI workflows can touch*`),
      ...notes(filed),
      ...shown.map(({ key, system, workflows }) =>
        section(
          `*${safe(system, 100)}* · ${count(workflows, 'AI workflow')}`,
          button('Show', `${REACH.open}:${shown.findIndex((one) => one.key === key)}`, key),
        ),
      ),
      ...(more ? [actions('systems', button('Next Page', REACH.systems, String(page + 1)))] : []),
    ],
  };
}

import type { KnownBlock } from '@slack/types';
import { count } from '../../core/count.ts';
import type { SameJob } from '../../core/duplicates.ts';
import type { Findings } from '../../core/evidence.ts';
import { DECLARED } from '../../core/systems.ts';
import type { Workflow } from '../../core/workflow.ts';
import { findingBlocks } from './drift.ts';
import { EDIT } from './edit-modal.ts';
import { statusWords } from './find.ts';
import { actions, button, context, fallback, type Message, section } from './parts.ts';
import { RETIRE, retiredLine } from './retire.ts';
import { sameJobBlock } from './same-job.ts';
import { SHOW } from './show-ids.ts';
import { mention, safe, when } from './text.ts';

export interface WorkflowPage {
  readonly workflow: Workflow;
  readonly gated: readonly string[];
  /** Connectors whose gates are only advice, a sentence each. */
  readonly advisory: readonly string[];
  readonly lastUse: string | undefined;
  readonly may: { readonly edit: boolean; readonly log: boolean; readonly retire: boolean };
  /** Which model it runs with and why, in a sentence. */
  readonly model: string;
  readonly log: string;
  readonly sameJob: readonly SameJob[];
  readonly findings: Findings;
}

const MOST_PINS_SHOWN = 15;

/** A workflow's page: whose it is, what it runs, what it can touch, and what needs an approval. */
export function workflowPage(page: WorkflowPage): Message {
  const { workflow, may, log } = page;
  const { id, status, owner, backup, team, purpose, home, revision, updatedAt } = workflow;
  const stands = backup ? `, backup ${mention(backup)}` : ', no backup';
  const buttons = [
    ...(may.edit ? [button('Edit', EDIT.open, id)] : []),
    ...(may.log ? [button('Show the Log', SHOW.log, id)] : []),
    ...(may.retire && status !== 'retired' ? [button('Retire…', RETIRE.open, id)] : []),
  ];
  return {
    text: fallback(`${id}: ${status}, owned by ${team}.`),
    blocks: [
      section(`*${safe(id, 80)}* · ${statusWords(status)}\n${safe(purpose, 500)}`),
      section(`Owner ${mention(owner)}${stands}, ${safe(team, 60)}`),
      ...pausedBlock(workflow),
      ...(status === 'retired' ? [] : findingBlocks(page)),
      section(pinLines(workflow)),
      section(touchLines(workflow)),
      section(gateLines(page)),
      ...page.advisory.slice(0, 3).map((say) => context(safe(say, 400))),
      section(`*Model* ${safe(page.model, 500)}`),
      ...sameJobBlock(`workflow/${id}`, page.sameJob),
      context(
        `Edited ${home === 'repo' ? 'in its repository' : 'here in Slack'} · revision ${revision} · ${when(updatedAt)}`,
        keyLine(page),
        ...(may.log ? [`Its log: ${safe(log, 300)}`] : []),
      ),
      ...(buttons.length > 0 ? [actions(`show|${id}`, ...buttons)] : []),
    ],
  };
}

function pausedBlock({ status, paused, retired }: Workflow): KnownBlock[] {
  if (retired) return [section(`${retiredLine(retired)}\n${safe(retired.reason, 500)}`)];
  if (status !== 'paused' || !paused) return [];
  const why = `Paused by ${mention(paused.by)} · ${when(paused.at)}\n${safe(paused.reason, 500)}`;
  return [section(why)];
}

function pinLines({ locks }: Workflow): string {
  const lines = locks
    .slice(0, MOST_PINS_SHOWN)
    .map(
      ({ component, range, version }) =>
        `• ${safe(component, 90)} \`${ticked(version)}\` of \`${ticked(range)}\``,
    );
  const more = locks.length - lines.length;
  return ['*Uses*', ...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n');
}

function ticked(text: string): string {
  return safe(text, 60).replaceAll('`', "'");
}

function touchLines({ systems, missingScopes, manifest }: Workflow): string {
  const names = systems?.map(({ system, via }) =>
    via.includes(DECLARED)
      ? system
      : `${system} (through ${via.length === 1 ? via[0] : count(via.length, 'component')})`,
  );
  const touched = names ?? manifest.systems ?? [];
  const waits =
    missingScopes.length > 0 ? `\nWaits for ${safe(missingScopes.join(', '), 300)}` : '';
  const list = touched.length > 0 ? safe(touched.join(', '), 900) : 'no system that anybody named';
  return `*Can touch* ${list}${waits}`;
}

function gateLines({ workflow, gated }: WorkflowPage): string {
  const open = workflow.actions.filter((action) => !gated.includes(action));
  const needs = gated.length > 0 ? safe(gated.join(', '), 600) : 'nothing';
  const none = open.length > 0 ? `\nNo approval is needed for ${safe(open.join(', '), 600)}` : '';
  return `*Needs approval* ${needs}${none}`;
}

function keyLine({ workflow, lastUse, may }: WorkflowPage): string {
  const keys = workflow.keys?.length ?? 0;
  if (keys === 0) return 'No key was claimed yet.';
  if (!may.log) return count(keys, 'key');
  return `${count(keys, 'key')}, ${lastUse ? `last used ${when(lastUse)}` : 'never used'}`;
}

import type { KnownBlock } from '@slack/types';
import { brokenSentence, type Findings, type Running } from '../../core/evidence.ts';
import type { Workflow } from '../../core/workflow.ts';
import { EDIT } from './edit-modal.ts';
import { actions, button, context, section } from './parts.ts';
import { PAUSE } from './pause.ts';
import { safe, when } from './text.ts';

const MOST_LINES = 6;

interface Page {
  readonly workflow: Pick<Workflow, 'id' | 'status'>;
  readonly may: { readonly edit: boolean };
  readonly findings: Findings;
}

/**
 * "Drift and broken become findings with evidence, a diff and buttons (accept through review, narrow,
 * pause)": each of them is the form that does it anyway.
 */
export function findingBlocks({ workflow: { id, status }, may, findings }: Page): KnownBlock[] {
  const { drift, running } = findings;
  const broken = brokenSentence(findings);
  const found = drift.length > 0 || broken !== undefined;
  const pausable = status === 'active' || status === 'registered';
  const buttons = [
    ...(drift.length > 0
      ? [
          button('Accept Through Review', `${EDIT.open}:accept`, id),
          button('Narrow', `${EDIT.open}:narrow`, id),
        ]
      : []),
    ...(pausable ? [button('Pause…', PAUSE.pause, id)] : []),
  ];
  return [
    ...(drift.length > 0 ? [section(driftLines(drift))] : []),
    ...(broken === undefined ? [] : [section(`*Broken* ${safe(broken, 400)}`)]),
    ...(running.length > 0 ? [context(runningLine(running))] : []),
    ...(found && may.edit && buttons.length > 0 ? [actions(`drift|${id}`, ...buttons)] : []),
  ];
}

function driftLines(drift: Findings['drift']): string {
  const lines = drift.slice(0, MOST_LINES).map(({ say, at }) => `• ${safe(say, 250)} ${when(at)}`);
  const more = drift.length - lines.length;
  return [
    '*Drifting* It does more than was reviewed:',
    ...lines,
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join('\n');
}

/** "Agents may report running versions; 'not reported' is shown as such." */
function runningLine(running: readonly Running[]): string {
  const reported = running.filter((one) => one.reported !== undefined);
  if (reported.length === 0) return 'Running versions: not reported.';
  const told = reported
    .slice(0, MOST_LINES)
    .map(({ component, reported: of }) => `${component} ${of?.version ?? ''}`);
  const more = reported.length - told.length;
  const silent = running.length - reported.length;
  const rest = [
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(silent > 0 ? [`not reported: ${silent}`] : []),
  ];
  const said = [safe(told.join(', '), 600), ...rest].join('; ');
  return `Running, as reported: ${said}.`;
}

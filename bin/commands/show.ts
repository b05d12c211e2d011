import type { Command } from 'commander';
import type { ComponentAnswer } from '../../lib/contract/catalog.ts';
import type { WorkflowAnswer } from '../../lib/contract/workflows.ts';
import { count } from '../../lib/core/count.ts';
import type { ServerOptions } from '../identity.ts';
import { UsageProblem } from '../io.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';
import { showScopes } from './show-scopes.ts';

interface Options extends ServerOptions {
  readonly scopes?: boolean;
  readonly csv?: boolean;
}

/** `yardmaster show plugin/reply-drafter`, `yardmaster show support-reply-drafter` */
export function addShow(program: Command, shell: Shell): void {
  asPerson(program.command('show'))
    .description('show a component (kind/name) or a workflow (its name)')
    .argument('<name>')
    .option('--scopes', 'of a connector: what every workflow has of it, the widest first')
    .option('--csv', 'with --scopes: print CSV')
    .action((name: string, options: Options) =>
      shell.person(options, 'owner', (session) => {
        const [kind = '', rest] = name.split('/');
        if (options.scopes) return showScopes(session, connectorName(name), options.csv === true);
        if (rest === undefined || kind === 'workflow') return workflow(session, rest ?? kind);
        return component(session, kind, rest);
      }),
    );
}

function connectorName(name: string): string {
  const [kind, rest] = name.split('/');
  if (kind === 'connector' && rest) return rest;
  throw new UsageProblem('--scopes is about a connector: connector/crm-readonly.');
}

async function component({ client, print, fail }: Session, kind: string, name: string) {
  const outcome = await client.component(kind, name);
  if (outcome.kind !== 'ok') return fail(outcome);
  print(outcome.value, componentText(outcome.value));
  return 0;
}

async function workflow({ client, print, fail }: Session, id: string): Promise<number> {
  const outcome = await client.workflow(id);
  if (outcome.kind === 'problem' && outcome.status === 404) {
    const detail = `${outcome.detail} For a component write its kind too: plugin/${id}.`;
    return fail({ ...outcome, detail });
  }
  if (outcome.kind !== 'ok') return fail(outcome);
  print(outcome.value, workflowText(outcome.value));
  return 0;
}

function componentText(one: ComponentAnswer): string {
  const releases = one.releases.map(({ version, lifecycle, fingerprint, ending }) => {
    const ends = ending
      ? `  stops ${ending.stops.slice(0, 16)}Z; ${ending.successor} replaces it`
      : '';
    return `  ${version}  ${lifecycle}  ${fingerprint}${ends}`;
  });
  const [newest] = one.releases;
  const surface = Object.entries(newest?.surface ?? {}).flatMap(([what, list]) =>
    list.length > 0 ? [`  ${what}: ${list.join(', ')}`] : [],
  );
  const uses = newest?.uses.map((pin) => `${pin.kind}/${pin.name} ${pin.range}`) ?? [];
  return [
    `${one.id}  ${one.title}`,
    one.description,
    `Owner: ${one.team}. ${useText(one)} ${SEEN[one.visibility]}`,
    ...creditLines(one),
    ...section(`What ${newest?.version} touches:`, surface),
    ...section(
      'It uses:',
      uses.map((pin) => `  ${pin}`),
    ),
    ...termLines(newest?.terms),
    ...section('Versions:', releases),
  ].join('\n');
}

const SEEN = {
  shared: 'Shared: everybody may use it.',
  team: 'For its own team.',
} as const;

function useText({ use, use_teams }: ComponentAnswer): string {
  if (use === 0) return 'No workflow uses it yet.';
  return `Used by ${count(use, 'workflow')} of ${count(use_teams, 'team')}.`;
}

/** "Not enough runs" under 20. */
function successText({ runs, percent }: NonNullable<ComponentAnswer['success']>): string {
  if (percent === undefined) return `Success in 30 days: not enough runs (${runs}).`;
  return `Success in 30 days: ${percent}% of ${runs} runs.`;
}

function creditLines(one: ComponentAnswer): string[] {
  const { derived_from, credit, renamed_to, success } = one;
  const by = credit && `${credit.built_by.join(', ') || 'members'} (${credit.team})`;
  const reviewed = credit?.reviewed_by ? `, reviewed by ${credit.reviewed_by}` : '';
  return [
    ...(derived_from ? [`A copy of ${derived_from.component} ${derived_from.version}.`] : []),
    ...(credit ? [`Built by ${by}${reviewed}.`] : []),
    ...(renamed_to ? [`It is called ${renamed_to} now: pin that instead.`] : []),
    ...(success ? [successText(success)] : []),
  ];
}

function termLines(terms: ComponentAnswer['releases'][number]['terms'] = {}): string[] {
  const { model_default, task_class, license, known_failures = [] } = terms;
  const allows = [terms.scope_actions, terms.tool_actions].flatMap((map) =>
    Object.entries(map ?? {}).map(([key, actions]) => `  ${key}: ${actions.join(', ')}`),
  );
  return [
    ...section('What its scopes and tools let happen:', allows),
    ...(model_default ? [`Model: ${model_default}`] : []),
    ...(task_class ? [`Made for: ${task_class} work`] : []),
    ...(license ? [`Licence: ${license}`] : []),
    ...section(
      'Known to fail at:',
      known_failures.map((one) => `  ${one}`),
    ),
  ];
}

function workflowText(one: WorkflowAnswer): string {
  const locks = one.locks.map((lock) => `  ${lock.component} ${lock.range} → ${lock.version}`);
  const gated = one.manifest.review_required_actions ?? [];
  return [
    `${one.id}  ${one.status}, revision ${one.revision}`,
    `Team: ${one.team}. Owner: ${one.owner}.${one.backup ? ` Backup: ${one.backup}.` : ''}`,
    ...(one.purpose ? [one.purpose] : []),
    ...section('Locked:', locks),
    `Needs approval: ${gated.join(', ') || 'nothing'}`,
    ...(one.missing_scopes.length > 0
      ? [`Waits for access: ${one.missing_scopes.join(', ')}`]
      : []),
    ...(one.proposed ? [`A change waits for its review: ${one.proposed}`] : []),
    ...(one.model ? [`Model: ${one.model.say}`] : []),
    ...(one.advisory ?? []),
    ...findingLines(one),
    ...keyLines(one),
  ].join('\n');
}

function findingLines({ findings }: WorkflowAnswer): string[] {
  if (!findings) return [];
  const { drift, running, broken } = findings;
  const about = broken?.last.map((one) => one.about).join(', ');
  return [
    ...section(
      'Drifting, it does more than was reviewed:',
      drift.map(({ say, at }) => `  ${say} (${at})`),
    ),
    ...(broken ? [`Broken: ${broken.failures} failures in 24 hours, last with ${about}`] : []),
    ...section(
      'Running, as its agents report:',
      running.map((one) => `  ${one.component} ${one.reported?.version ?? 'not reported'}`),
    ),
  ];
}

function keyLines({ keys }: WorkflowAnswer): string[] {
  if (keys.length === 0) return ['Key: none yet'];
  return keys.map(({ id, holder, issued_at, ends_at }) => {
    const until = ends_at ? `, until ${ends_at}` : '';
    return `Key ${id}: held by ${holder}, since ${issued_at}${until}`;
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

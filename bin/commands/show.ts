import type { Command } from 'commander';
import type { ComponentAnswer } from '../../lib/contract/catalog.ts';
import type { WorkflowAnswer } from '../../lib/contract/workflows.ts';
import type { ServerOptions } from '../identity.ts';
import { asPerson, type Session, type Shell } from '../shell.ts';

/** `yardmaster show plugin/reply-drafter`, `yardmaster show support-reply-drafter` */
export function addShow(program: Command, shell: Shell): void {
  asPerson(program.command('show'))
    .description('show a component (kind/name) or a workflow (its name)')
    .argument('<name>')
    .action((name: string, options: ServerOptions) =>
      shell.person(options, 'owner', (session) => {
        const [kind = '', rest] = name.split('/');
        if (rest === undefined || kind === 'workflow') return workflow(session, rest ?? kind);
        return component(session, kind, rest);
      }),
    );
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
  const releases = one.releases.map(
    ({ version, lifecycle, fingerprint }) => `  ${version}  ${lifecycle}  ${fingerprint}`,
  );
  const [newest] = one.releases;
  const surface = Object.entries(newest?.surface ?? {}).flatMap(([what, list]) =>
    list.length > 0 ? [`  ${what}: ${list.join(', ')}`] : [],
  );
  const uses = newest?.uses.map((pin) => `${pin.kind}/${pin.name} ${pin.range}`) ?? [];
  return [
    `${one.id}  ${one.title}`,
    one.description,
    `Owner: ${one.team}. Used by ${one.use}.`,
    ...section(`What ${newest?.version} touches:`, surface),
    ...section(
      'It uses:',
      uses.map((pin) => `  ${pin}`),
    ),
    ...section('Versions:', releases),
  ].join('\n');
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
    ...keyLines(one),
  ].join('\n');
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

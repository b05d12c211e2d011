import { baselineToday } from '../acts/baseline.ts';
import { previewBaseline } from '../acts/baseline-preview.ts';
import { checkManifest } from '../acts/check.ts';
import type { FindingsPage } from '../acts/findings-page.ts';
import { report } from '../acts/report.ts';
import {
  baselineOperation,
  checkOperation,
  findingsOperation,
  previewOperation,
} from '../contract/baseline.ts';
import type { Finding } from '../core/findings.ts';
import { editorFor, mayNotFind } from './editor.ts';
import { servePerson, servePersonOrCi } from './serve.ts';
import { answer, type Door } from './types.ts';

/** The baseline, what breaks it, and what would. */
export function serveBaseline(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, baselineOperation, async ({ caller }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const { version, since, by, rules } = (await baselineToday(deps)).baseline;
    return answer({ version, since, by, rules });
  });
  servePerson(door, previewOperation, async ({ caller, query, body }) => {
    const preview = await previewBaseline(deps, caller, body, pageOf(query));
    if (preview.kind === 'refused') return preview;
    if (preview.kind === 'problems') return { ...preview, why: 'invalid' };
    const { against, workflows } = preview;
    return answer({ against, workflows, ...pageView(preview) });
  });
  servePerson(door, findingsOperation, async ({ caller, query }) => {
    const { team, rule } = query;
    const page = await report(deps, caller, { team, rule, ...pageOf(query) });
    if (page.kind === 'refused') return page;
    return answer({ version: page.version, ...pageView(page) });
  });
  serveCheck(door);
}

function serveCheck(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, checkOperation, async ({ caller, body }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const owner = typeof body.owner === 'string' ? body.owner : '';
    const checked = await checkManifest(deps, await editorFor(deps, caller, owner), body);
    if (checked.kind === 'refused') return checked;
    const { outcome, findings, warnings, locks, copies } = checked;
    const ok = outcome !== 'rejected' && findings.every((one) => one.mode === 'observe');
    const problems = checked.problems.map(({ field, say: message }) => ({ field, message }));
    const lists = { findings: [...findings], warnings: [...warnings], locks: [...locks] };
    return answer({ ok, outcome, problems, ...lists, copies: [...copies] });
  });
}

function pageOf(query: { cursor?: string | undefined; limit?: number | undefined }) {
  const { cursor: after, limit } = query;
  return { after, ...(limit === undefined ? {} : { most: limit }) };
}

function pageView<F extends Finding>({ items, teams, enforced, observed, next }: FindingsPage<F>) {
  return {
    items: items.map((one) => ({ ...one, findings: [...one.findings] })),
    ...{ enforced, observed, next },
    teams: [...teams],
  };
}

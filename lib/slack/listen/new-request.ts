import { rulesFor } from '../../acts/baseline.ts';
import type { Deps } from '../../acts/deps.ts';
import { evidenceFor } from '../../acts/find.ts';
import { noteStep } from '../../acts/friction.ts';
import { fileRequest, reuse } from '../../acts/request.ts';
import { loadTeamsOf, mayNotHere } from '../../acts/standing.ts';
import { nameSchema } from '../../core/component.ts';
import type { Found } from '../../core/found.ts';
import type { PersonKey } from '../../core/people.ts';
import { suggestName } from '../../core/reuse.ts';
import { shorten } from '../limits.ts';
import { type MatchMetadata, packMatch, packMetadata } from '../metadata.ts';
import type { Submission } from '../read.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import { MATCH, matchModal } from '../views/match-modal.ts';
import { refusalModal, sayModal } from '../views/refusal.ts';
import { NEED, NEED_LIMIT, needModal } from '../views/request-modal.ts';
import { queuedModal, registeredModal } from '../views/result-modal.ts';
import { safe } from '../views/text.ts';
import { askOwner } from './extend.ts';

/** Step 1, opened: the request's id is drawn here, so that the same modal twice is one request. */
export async function openRequest(
  deps: Deps,
  by: PersonKey,
  given: { need?: string; component?: string },
): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return sayRefusal(refusal);
  const teams = await loadTeamsOf(deps, by);
  const need = shorten((given.need ?? '').toWellFormed(), NEED_LIMIT);
  const { component } = given;
  const id = deps.newId('req');
  const metadata = packMetadata({ id, ...(component ? { component } : {}) });
  await noteStep(deps, { request: id, step: 'opened', teams: teams.map((team) => team.id) });
  return open(needModal({ metadata, teams, need, workflow: suggestName(need), component }));
}

type NeedGiven = Submission & { kind: 'need' };

/** Step 1, submitted: what exists is shown before anything is filed. */
export async function showMatches(deps: Deps, by: PersonKey, given: NeedGiven): Promise<Reply[]> {
  const refusal = await mayNotHere(deps, 'find', by);
  if (refusal) return replace(refusalModal(refusal));
  const workflow = given.workflow || suggestName(given.need);
  const errors = needErrors(given, workflow);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  const { about, need, team } = given;
  const { components, workflows } = await matchesFor(deps, { need, workflow }, about.component);
  const evidence = [...components, ...workflows].map(({ id, why }) => ({ id, why }));
  const offered = components.length;
  const metadata = packMatch({ id: about.id, need, workflow, team, offered, evidence });
  const { component } = about;
  await noteStep(deps, { request: about.id, step: 'matched', teams: [team] });
  return replace(matchModal({ metadata, workflow, components, workflows, component }));
}

/** "Show all errors at once." */
function needErrors({ need, team }: NeedGiven, workflow: string): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!/[\p{L}\p{N}]/u.test(need)) {
    errors[NEED.need] =
      'Say in words what it should do. Letters are needed to look for what exists.';
  } else if (need.length > NEED_LIMIT) {
    errors[NEED.need] = `Say it in at most ${NEED_LIMIT} characters.`;
  }
  if (!nameSchema.safeParse(workflow).success) {
    errors[NEED.workflow] =
      'Give it a name of 1 to 80 lower-case letters, digits and hyphens, like reply-drafter.';
  }
  if (team === '') errors[NEED.team] = 'Choose the team that will own it.';
  return errors;
}

/** Up to five catalog matches; one chosen with "Use This" is always the first of them. */
async function matchesFor(
  deps: Deps,
  asked: { readonly need: string; readonly workflow: string },
  component: string | undefined,
) {
  const { components, workflows } = await evidenceFor(deps, asked.need, asked.workflow);
  if (!component) return { components, workflows };
  const others = components.filter((one) => one.id !== component);
  const found = components.find((one) => one.id === component);
  const chosen = found ?? (await chosenEntry(deps, component));
  return { components: [...(chosen ? [chosen] : []), ...others].slice(0, 5), workflows };
}

async function chosenEntry(deps: Deps, id: string): Promise<Found | undefined> {
  const catalog = await deps.catalog.load();
  const component = catalog.components.get(id);
  if (!component) return undefined;
  const { kind, title, description, team, latest: version } = component;
  const use = catalog.use.get(id) ?? 0;
  return { id, kind, title, description, team, version, use, why: 'You chose it.' };
}

type MatchGiven = Submission & { kind: 'match' };

/** Step 2, submitted: Reuse registers at once; "Nothing fits" queues. */
export async function answerMatch(deps: Deps, by: PersonKey, given: MatchGiven): Promise<Reply[]> {
  const { id, need, workflow, team, evidence } = given.about;
  const asked = { id, by, need, workflow, team, evidence };
  const { component, fit, because } = given;
  if (component && fit === 'nearly') {
    return askOwner(deps, { ...asked, component, missing: because }, given.about);
  }
  if (component && fit === 'as-is' && because !== '') return fieldErrors({ [MATCH.fit]: UNSURE });
  if (component) return reused(deps, asked, component);
  const outcome = await fileRequest(deps, asked, because);
  if (outcome.kind === 'filed') {
    const { request, place } = outcome;
    return replace(queuedModal(request, place, await rulesFor(deps, request.team)));
  }
  if (outcome.why === 'reason-required') return fieldErrors({ [MATCH.because]: outcome.say });
  return again(deps, by, given.about, [outcome.say]);
}

/** Whoever wrote what is missing would be surprised to see it registered without. */
const UNSURE =
  'You wrote what is missing. Choose “It nearly fits”, or take that away to use the entry as it is.';

async function reused(
  deps: Deps,
  asked: Parameters<typeof reuse>[1],
  component: string,
): Promise<Reply[]> {
  const outcome = await reuse(deps, asked, component);
  const back = { ...asked, component };
  switch (outcome.kind) {
    case 'registered':
    case 'unchanged':
    case 'proposed':
      return replace(registeredModal(outcome.workflow, outcome.warnings));
    case 'problems':
      return again(
        deps,
        asked.by,
        back,
        outcome.problems.map((one) => one.say),
      );
    case 'refused':
      return again(deps, asked.by, back, [outcome.say]);
  }
}

/** Back to step 1 with what was typed and why it did not work. */
async function again(
  deps: Deps,
  by: PersonKey,
  asked: Pick<MatchMetadata, 'id' | 'need' | 'workflow' | 'team'> & { component?: string },
  problems: readonly string[],
): Promise<Reply[]> {
  const teams = await loadTeamsOf(deps, by);
  if (teams.length === 0) return replace(sayModal(safe(problems.join(' '), 1000)));
  const { id, need, workflow, team, component } = asked;
  const metadata = packMetadata({ id, ...(component ? { component } : {}) });
  return replace(needModal({ metadata, teams, need, workflow, team, component, problems }));
}

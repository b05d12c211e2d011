import type { ModalView } from '@slack/types';
import { ruledTeams } from '../../acts/baseline.ts';
import type { Deps } from '../../acts/deps.ts';
import { report } from '../../acts/report.ts';
import { loadTeamsOf, mayNotHere } from '../../acts/standing.ts';
import type { PersonKey } from '../../core/people.ts';
import type { Refusal } from '../../core/result.ts';
import { open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { PressAt, Room } from '../room.ts';
import { ALL_TEAMS, REPORT, REPORT_PAGE, reportModal, reportPart } from '../views/report.ts';

interface Page {
  readonly team: string | undefined;
  readonly after: string;
}

/** `/yard report [team]`: admins and auditors see all that breaks the baseline, others their teams'. */
export const reportRoom: Room = {
  words: { report: (deps, { by, rest }) => show(deps, by, { team: readTeam(rest), after: '' }) },
  presses: {
    [REPORT.open]: (deps, { by }) => show(deps, by, { team: undefined, after: '' }),
    [REPORT.team]: (deps, at) => turn(deps, at, { team: readTeam(at.value), after: '' }),
    [REPORT.page]: (deps, at) => {
      const [team = '', ...after] = at.value.split('|');
      return turn(deps, at, { team: readTeam(team), after: after.join('|') });
    },
  },
  home: async (deps, by) => {
    if (await mayNotHere(deps, 'propose-change', by)) return { waiting: [], more: [] };
    const all = await report(deps, by, { most: 1 });
    return reportPart(all.kind === 'report' ? all.enforced : 0);
  },
};

function readTeam(typed: string): string | undefined {
  return typed === '' || typed === ALL_TEAMS ? undefined : typed.slice(0, 60);
}

async function show(deps: Deps, by: PersonKey, page: Page): Promise<Reply[]> {
  const view = await viewOf(deps, by, page);
  return view.kind === 'refused' ? sayRefusal(view) : open(view.view);
}

async function turn(deps: Deps, { by, surface }: PressAt, page: Page): Promise<Reply[]> {
  const view = await viewOf(deps, by, page);
  if (view.kind === 'refused') return sayRefusal(view);
  return surface.kind === 'modal' ? replace(view.view) : open(view.view);
}

async function viewOf(
  deps: Deps,
  by: PersonKey,
  { team, after }: Page,
): Promise<{ readonly kind: 'view'; readonly view: ModalView } | Refusal> {
  const [found, choices] = await Promise.all([
    report(deps, by, { team, after, most: REPORT_PAGE }),
    teamsToChoose(deps, by),
  ]);
  if (found.kind === 'refused') return found;
  const { command } = deps.settings;
  const first = after === '';
  return { kind: 'view', view: reportModal({ ...found, team, command, choices, first }) };
}

async function teamsToChoose(deps: Deps, by: PersonKey) {
  const seesAll = (await mayNotHere(deps, 'read-oversight', by)) === undefined;
  return seesAll ? ruledTeams(deps) : loadTeamsOf(deps, by);
}

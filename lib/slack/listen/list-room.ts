import type { ModalView } from '@slack/types';
import { ruledTeams } from '../../acts/baseline.ts';
import type { Deps } from '../../acts/deps.ts';
import { type ListAsked, listWorkflows } from '../../acts/list-workflows.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { organisationOf, type PersonKey, slackUserId } from '../../core/people.ts';
import { type Refusal, refuse } from '../../core/result.ts';
import { open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, PressAt, Room, WordAt } from '../room.ts';
import { LIST, listForm, listModal } from '../views/list-workflows.ts';
import { refusalModal } from '../views/refusal.ts';

/** Workflows on a page. */
const PAGE = 15;
const LONGEST = 100;

type Asked = Pick<ListAsked, 'owner' | 'team' | 'status' | 'flag' | 'after'>;

/** `/yard list [owner me] [team x] [status paused] [flag stale]`; without any of them a form asks. */
export const listRoom: Room = {
  words: { list: typeList },
  presses: { [LIST.more]: pressMore },
  forms: { [LIST.form]: submitList },
};

async function typeList(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  if (rest === '') {
    const refusal = await mayNotHere(deps, 'find', by);
    return refusal ? sayRefusal(refusal) : open(listForm(await ruledTeams(deps)));
  }
  const asked = readAsked(rest, by);
  const view = asked.kind === 'refused' ? asked : await viewOf(deps, by, asked.asked);
  return view.kind === 'refused' ? sayRefusal(view) : open(view.view);
}

const HOW =
  'Write it like: list owner me, list team team-support, list status paused, list flag stale.';

/** Pairs of a word and what it is to be. Slack hands over names as they were typed, which name nobody. */
function readAsked(
  typed: string,
  by: PersonKey,
): { readonly kind: 'asked'; readonly asked: Asked } | Refusal<'bad-list' | 'no-such-owner'> {
  const words = typed.split(/\s+/).slice(0, 8);
  let asked: Asked = {};
  for (let at = 0; at < words.length; at += 2) {
    const [word = '', value = ''] = [words[at]?.toLowerCase(), words[at + 1]];
    if (value === '') return refuse('bad-list', HOW);
    const cut = value.slice(0, LONGEST);
    if (word === 'owner') {
      const owner = readOwner(cut, by);
      if (!owner) {
        return refuse(
          'no-such-owner',
          'Slack does not say whom you mean. Type "list" alone and choose the person.',
        );
      }
      asked = { ...asked, owner };
    } else if (word === 'team') asked = { ...asked, team: cut };
    else if (word === 'status') asked = { ...asked, status: cut.toLowerCase() };
    else if (word === 'flag') asked = { ...asked, flag: cut.toLowerCase() };
    else return refuse('bad-list', HOW);
  }
  return { kind: 'asked', asked };
}

function readOwner(typed: string, by: PersonKey): PersonKey | undefined {
  if (typed.toLowerCase() === 'me') return by;
  const id = /^<?@?([UW][A-Z0-9]{5,30})(?:\|[^>]*)?>?$/.exec(typed)?.[1];
  return id ? `${organisationOf(by)}/${id}` : undefined;
}

async function submitList(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const owner = fields.text(LIST.owner);
  const view = await viewOf(deps, by, {
    owner: owner === '' ? undefined : `${organisationOf(by)}/${owner}`,
    team: fields.text(LIST.team) || undefined,
    status: fields.text(LIST.status) || undefined,
    flag: fields.text(LIST.flag) || undefined,
  });
  return replace(view.kind === 'refused' ? refusalModal(view) : view.view);
}

async function pressMore(deps: Deps, { by, value, surface }: PressAt): Promise<Reply[]> {
  const [after, owner, team, status, flag] = value.split('|').map((one) => one || undefined);
  const view = await viewOf(deps, by, { after, owner, team, status, flag });
  if (view.kind === 'refused') return sayRefusal(view);
  return surface.kind === 'modal' ? replace(view.view) : open(view.view);
}

async function viewOf(
  deps: Deps,
  by: PersonKey,
  asked: Asked,
): Promise<{ readonly kind: 'view'; readonly view: ModalView } | Refusal> {
  const listed = await listWorkflows(deps, by, { ...asked, most: PAGE });
  if (listed.kind === 'refused') return listed;
  const { workflows, next, total } = listed;
  const { owner = '', team = '', status = '', flag = '' } = asked;
  const more = next === undefined ? undefined : [next, owner, team, status, flag].join('|');
  const first = asked.after === undefined;
  const view = listModal({ workflows, asked: inWords(asked), total, first, more });
  return { kind: 'view', view };
}

function inWords({ owner, team, status, flag }: Asked): string {
  return [
    ...(owner ? [`owned by ${slackUserId(owner)}`] : []),
    ...(team ? [`of ${team}`] : []),
    ...(status ? [`with the status ${status}`] : []),
    ...(flag ? [`with the flag ${flag}`] : []),
  ].join(', ');
}

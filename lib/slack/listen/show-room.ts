import { connectorScopes } from '../../acts/connector-scopes.ts';
import type { Deps } from '../../acts/deps.ts';
import { showComponent, showWorkflow } from '../../acts/show.ts';
import { mayNotHere } from '../../acts/standing.ts';
import { KINDS } from '../../core/component.ts';
import type { PersonKey } from '../../core/people.ts';
import { type Refusal, refuse } from '../../core/result.ts';
import { fieldErrors, open, type Reply, say, sayRefusal } from '../reply.ts';
import type { FormAt, Room, WordAt } from '../room.ts';
import { scopesBlocks, scopesMessage } from '../views/connector-scopes.ts';
import type { Message } from '../views/parts.ts';
import { componentPage, showPicker } from '../views/show.ts';
import { SHOW } from '../views/show-ids.ts';
import { workflowPage } from '../views/show-workflow.ts';
import { showLog } from './log-room.ts';
import { showWho } from './who-room.ts';

/** Workflows in one message; the first page stands below a connector's own. */
const FIRST_ROWS = 5;
const ROWS = 15;
const LONGEST = 100;

/** `/yard show <workflow>` and `/yard show kind/name`; without a name a form asks for it. */
export const showRoom: Room = {
  words: { show: typeShow },
  presses: {
    [SHOW.log]: (deps, { by, value }) => showLog(deps, by, value),
    [SHOW.who]: (deps, { by, value }) => showWho(deps, by, { asked: value, cursor: undefined }),
    [SHOW.scopes]: (deps, { by, value }) => {
      const [component = '', cursor = ''] = value.split('|');
      return moreScopes(deps, by, component.replace('connector/', ''), cursor);
    },
  },
  forms: { [SHOW.pick]: submitPick },
};

async function typeShow(deps: Deps, { by, rest }: WordAt): Promise<Reply[]> {
  if (rest !== '') return shownOr(await pageOf(deps, by, rest), sayRefusal);
  const refusal = await mayNotHere(deps, 'find', by);
  return refusal ? sayRefusal(refusal) : open(showPicker(deps.settings.command));
}

async function submitPick(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const name = fields.text(SHOW.name);
  if (name === '') return fieldErrors({ [SHOW.name]: 'Write its name.' });
  const page = await pageOf(deps, by, name);
  return shownOr(page, ({ say: why }) => fieldErrors({ [SHOW.name]: why }));
}

type Page = { readonly kind: 'page'; readonly message: Message } | Refusal;

function shownOr(page: Page, refused: (refusal: Refusal) => Reply[]): Reply[] {
  return page.kind === 'refused' ? refused(page) : say(page.message);
}

async function pageOf(deps: Deps, by: PersonKey, typed: string): Promise<Page> {
  const name = typed
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(/^workflow\//, '');
  const [kind = '', rest] = name.split('/');
  if (rest === undefined) return workflowOf(deps, by, name);
  if (!KINDS.some((one) => one === kind)) {
    return refuse('no-component', `There is no kind "${kind}". Write one of ${KINDS.join(', ')}.`);
  }
  return componentOf(deps, by, name);
}

async function workflowOf(deps: Deps, by: PersonKey, id: string): Promise<Page> {
  const shown = await showWorkflow(deps, by, id);
  if (shown.kind === 'workflow') return { kind: 'page', message: workflowPage(shown) };
  if (shown.why !== 'no-workflow') return shown;
  const hint = `${shown.say} For a catalog entry write its kind too: plugin/${id}.`;
  return refuse('no-workflow', hint);
}

async function componentOf(deps: Deps, by: PersonKey, id: string): Promise<Page> {
  const shown = await showComponent(deps, by, id);
  if (shown.kind === 'refused') return shown;
  const page = componentPage(shown);
  if (shown.component.kind !== 'connector') return { kind: 'page', message: page };
  const scopes = await connectorScopes(deps, by, shown.component.name, { most: FIRST_ROWS });
  if (scopes.kind === 'refused') return scopes;
  return { kind: 'page', message: { ...page, blocks: [...page.blocks, ...scopesBlocks(scopes)] } };
}

async function moreScopes(
  deps: Deps,
  by: PersonKey,
  name: string,
  cursor: string,
): Promise<Reply[]> {
  const scopes = await connectorScopes(deps, by, name, { cursor, most: ROWS });
  return scopes.kind === 'refused' ? sayRefusal(scopes) : say(scopesMessage(scopes));
}

import { beforeEach, describe, expect, test } from 'vitest';
import { loadKeptReason } from '../../../lib/acts/kept-reason.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { grantedScopes } from '../../../lib/core/grant.ts';
import { minutesAfter } from '../../../lib/core/time.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import type { Reply } from '../../../lib/slack/reply.ts';
import { ACCESS, ACCESS_FIELD } from '../../../lib/slack/views/access-ids.ts';
import { CHOICE } from '../../../lib/slack/views/edit-more.ts';
import {
  askedFor,
  billed,
  FREE,
  given,
  READ,
  requestNow,
  using,
  WRITE,
} from '../../acts/access-kit.ts';
import { now } from '../../acts/proposing.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

const kinds = (replies: readonly Reply[]) => replies.map((one) => one.kind);
const held = async () => grantedScopes(await now(deps), 'billing', deps.now());
const press = (by: string, action: string, value: string, where?: 'home' | 'modal') =>
  pressed(deps, by, { action, value }, where);
const several = (...values: string[]) => ({
  selected_options: values.map((value) => ({ value })),
});
const FIRST = `${ACCESS_FIELD.scopes}0`;
const ASKS = { callback: ACCESS.askForm, metadata: 'reply-bot' };

function viewOf(replies: readonly Reply[]): object {
  const [reply] = replies;
  if (reply?.kind !== 'open' && reply?.kind !== 'replace') throw new Error('no view');
  expectGoodView(reply.view);
  return reply.view;
}

describe('/yard access', () => {
  test('without a name opens a picker, and then the form', async () => {
    expect(words(viewOf(await typed(deps, OWNER, 'access')))).toContain('Which one?');
    const pick = { callback: ACCESS.pick, metadata: '' };
    const chosen = { [CHOICE]: { selected_option: { value: 'reply-bot' } } };
    const form = viewOf(await submitted(deps, OWNER, pick, chosen));
    expect(words(form)).toContain('Access through billing');
    expect(kinds(await submitted(deps, OWNER, pick))).toEqual(['errors']);
    expect(words(await submitted(deps, SALES_LEAD, pick, chosen))).toContain('Only members');
    const gone = { [CHOICE]: { selected_option: { value: 'nobody' } } };
    expect(words(await submitted(deps, OWNER, pick, gone))).toContain('no workflow');
  });

  test('without a workflow says what to do first', async () => {
    const none = words(viewOf(await typed(deps, SALES_LEAD, 'access')));
    expect(none).toContain('There is nothing to ask access for yet.');
    expect(none).toContain('/yard new');
  });

  test('with a name opens the form for its team', async () => {
    const view = viewOf(await typed(deps, COLLEAGUE, 'access workflow/reply-bot'));
    expect(words(view)).toContain('billing.write of billing: the connector does not say');
  });

  test('opens what can be taken back for the platform', async () => {
    await given(deps);
    expect(words(viewOf(await typed(deps, ADMIN, 'access reply-bot')))).toContain('What it loses');
  });

  test.each([
    ['somebody of another team', SALES_LEAD, 'reply-bot', 'Only members of the owning team'],
    ['somebody of another organisation', OUTSIDER, '', 'Only people of this organisation'],
    ['a name that nothing has', OWNER, 'nobody', 'no workflow named'],
    ['no name at all', OWNER, 'No!', 'no workflow named'],
  ])('refuses %s in words', async (_, by, rest, said) => {
    expect(words(await typed(deps, by, `access ${rest}`))).toContain(said);
  });
});

describe('the form that asks', () => {
  test('files the request, and says that nobody was needed for what everybody has', async () => {
    const state = {
      [FIRST]: several(WRITE.scope, FREE.scope),
      [ACCESS_FIELD.reason]: { value: 'Customers are owed money.' },
      [ACCESS_FIELD.until]: { selected_date: '2026-12-31' },
    };
    const said = words(viewOf(await submitted(deps, OWNER, ASKS, state)));
    expect(said).toContain(
      `Given at once, as the baseline gives it to everybody: ${FREE.scope} of billing`,
    );
    expect(said).toContain(`The platform team is asked for ${WRITE.scope} of billing`);
    const id = (await now(deps)).asked?.[0]?.request ?? '';
    expect(await requestNow(deps, id)).toMatchObject({ until: '2026-12-31T23:00:00.000Z' });
  });

  test.each([
    ['nothing chosen', {}, FIRST],
    ['no reason', { [FIRST]: several(WRITE.scope) }, ACCESS_FIELD.reason],
    [
      'a day that is over',
      {
        [FIRST]: several(WRITE.scope),
        [ACCESS_FIELD.reason]: { value: 'x' },
        [ACCESS_FIELD.until]: { selected_date: '2026-11-01' },
      },
      ACCESS_FIELD.until,
    ],
  ])('says at its field: %s', async (_, state, field) => {
    const [reply] = await submitted(deps, OWNER, ASKS, state);
    expect(reply).toMatchObject({ kind: 'errors', errors: { [field]: expect.any(String) } });
  });

  test('is refused to others in words', async () => {
    expect(words(await submitted(deps, SALES_LEAD, ASKS, {}))).toContain('Only members');
  });
});

describe('the platform’s card', () => {
  test('Grant says nothing: the card changes for everybody', async () => {
    const { id } = await askedFor(deps);
    expect(await press(ADMIN, ACCESS.grant, id)).toEqual([]);
    expect(await held()).toEqual([WRITE.scope]);
  });

  test('Grant for 30 Days ends after that', async () => {
    const { id } = await askedFor(deps);
    await press(ADMIN, `${ACCESS.grant}:30`, id);
    expect((await requestNow(deps, id)).given?.until).toBe(minutesAfter(deps.now(), 30 * 24 * 60));
  });

  test('Grant of what is not pinned any more says so', async () => {
    const { id } = await askedFor(deps);
    const { uses, ...rest } = using();
    const less = { ...rest, uses: uses.slice(0, 3), scopes: {} };
    await registerManifest(deps, OWNER, less, 'repo');
    expect(words(await press(ADMIN, ACCESS.grant, id))).toContain(
      'By now the workflow pins nothing',
    );
  });

  test('Narrow gives what is left chosen, until the day that is chosen', async () => {
    const { id } = await askedFor(deps, { wants: [READ, WRITE], until: '2026-12-31' });
    const view = viewOf(await press(ADMIN, ACCESS.narrow, id));
    expect(JSON.stringify(view)).toContain('"initial_date":"2026-12-31"');
    const form = { callback: ACCESS.narrowForm, metadata: id };
    const less = { [FIRST]: several(`billing: ${READ.scope}`) };
    expect(kinds(await submitted(deps, ADMIN, form, less))).toEqual(['errors']);
    const why = { [ACCESS_FIELD.reason]: { value: 'Reading is enough.' } };
    const said = await submitted(deps, ADMIN, form, { ...less, ...why });
    expect(words(viewOf(said))).toContain('Granted in part');
    expect(await held()).toEqual([READ.scope]);
    expect((await requestNow(deps, id)).given).toEqual({ wants: [READ] });
    expect(words(await submitted(deps, ADMIN, form, less))).toContain('answered already');
  });

  test('Refuse needs a reason', async () => {
    const { id } = await askedFor(deps);
    viewOf(await press(ADMIN, ACCESS.refuse, id));
    const form = { callback: ACCESS.refuseForm, metadata: id };
    expect(kinds(await submitted(deps, ADMIN, form))).toEqual(['errors']);
    const why = { [ACCESS_FIELD.reason]: { value: 'Not this quarter.' } };
    expect(await submitted(deps, ADMIN, form, why)).toEqual([]);
    expect(await loadKeptReason(deps, `access/${id}`)).toBe('Not this quarter.');
  });

  test.each([ACCESS.grant, ACCESS.narrow, ACCESS.refuse])(
    '%s is refused to the team',
    async (action) => {
      const { id } = await askedFor(deps);
      expect(words(await press(OWNER, action, id))).toContain('Only platform admins');
      expect(await held()).toEqual([]);
    },
  );

  test('waits on Home, where Grant shows Home anew', async () => {
    const { id } = await askedFor(deps);
    const home = await showHome(deps, ADMIN);
    expect(words(home)).toContain('reply-bot of team-support asks for access');
    expect(kinds(await press(ADMIN, ACCESS.grant, id, 'home'))).toEqual(['home']);
  });
});

describe('afterwards', () => {
  test('details are for those who may read them', async () => {
    const { id } = await askedFor(deps);
    const view = viewOf(await press(OWNER, ACCESS.details, id));
    expect(words(view)).toContain('Customers are owed money.');
    expect(words(await press(SALES_LEAD, ACCESS.details, id))).toContain('no such access request');
  });

  test('the team withdraws what waits', async () => {
    const { id } = await askedFor(deps);
    expect(buttons(viewOf(await typed(deps, OWNER, 'access reply-bot')))).toEqual(['Withdraw']);
    expect(words(await press(COLLEAGUE, ACCESS.withdraw, id, 'modal'))).toContain('Withdrawn');
    expect(words(await press(COLLEAGUE, ACCESS.withdraw, id))).toContain('answered already');
  });

  test('what ends soon is chosen when it is to be renewed', async () => {
    await given(deps, { until: '2026-11-25' });
    const view = viewOf(await press(OWNER, ACCESS.renew, 'reply-bot'));
    expect(JSON.stringify(view)).toMatch(/"initial_options":\[\{[^\]]*billing\.write/);
    expect(kinds(await press(OWNER, ACCESS.ask, 'reply-bot'))).toEqual(['open']);
  });

  test('the platform takes back, and says why', async () => {
    await given(deps);
    viewOf(await press(ADMIN, ACCESS.takeBack, 'reply-bot'));
    const form = { callback: ACCESS.takeForm, metadata: 'reply-bot' };
    const chosen = { [FIRST]: several(`billing: ${WRITE.scope}`) };
    expect(kinds(await submitted(deps, ADMIN, form, chosen))).toEqual(['errors']);
    const why = { [ACCESS_FIELD.reason]: { value: 'It pays the wrong people.' } };
    const said = await submitted(deps, ADMIN, form, { ...chosen, ...why });
    expect(words(viewOf(said))).toContain('It is active now, and its owner is told.');
    expect(await held()).toEqual([]);
    expect(words(await press(OWNER, ACCESS.takeBack, 'reply-bot'))).toContain('Only platform');
    expect(words(await submitted(deps, OWNER, form, chosen))).toContain('Only platform');
  });
});

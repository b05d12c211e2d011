import { trustOf } from '../../bin/trust.ts';
import { verifyExport } from '../../lib/core/verify.ts';
import { CHANNELS, PEOPLE } from '../../lib/local/sample/organisation.ts';
import type { Message } from '../../lib/local/workspace/server.ts';
import type { Ctx, Step } from './context.ts';
import { api, as, expectStatus, field, need, shownText, until } from './tools.ts';

const SUPPORT = CHANNELS.support.id;
const WORKFLOW = 'draft-replies-to-support-tickets';
const CALL = {
  action: 'send_external_email',
  target: 'customer@example.com',
  arguments: { to: 'customer@example.com', subject: 'Your ticket', body: 'It is fixed.' },
};

const find: Step = async (context) => {
  const owner = as(context, 'owner');
  need((await owner.command(SUPPORT, '/yard find reply to customers')).ok, 'the command is taken');
  const found = shownText(owner.messages(SUPPORT));
  need(found.includes('Reply Drafter'), 'the catalog entry is listed');
  need(found.includes('team-support') && found.includes('3.2.4'), 'with its owner and version');
};

const reuse: Step = async (context) => {
  const owner = as(context, 'owner');
  await owner.command(SUPPORT, '/yard new draft replies to support tickets');
  need((await owner.submitView()).ok, 'the need is taken');
  const matches = shownText(owner.view());
  need(matches.includes('sales-follow-up-mails'), 'the near-duplicate workflow is shown');
  const place = /(\d)\. Reply Drafter/.exec(matches)?.[1];
  const choice = String(Number(place) - 1);
  const done = await owner.submitView({ values: { choice: { value: choice } } });
  need(
    done.ok && shownText(owner.view()).includes('Registered and active'),
    'it is active at once',
  );
};

const logIn: Step = async (context) => {
  const owner = as(context, 'owner');
  const claim = { client: 'the walk', host: 'this machine' };
  const started = await api(context, 'POST', '/v1/login/device', { body: claim });
  expectStatus(started, 200);
  const fetchToken = () => {
    const body = { device_code: field(started.body, 'device_code') };
    return api(context, 'POST', '/v1/login/token', { body });
  };
  expectStatus(await fetchToken(), 400);
  await owner.command(SUPPORT, field(started.body, 'confirm'));
  need(shownText(owner.view()).includes('this machine'), 'it is shown which machine asks');
  await owner.submitView();
  await owner.closeView();
  const fetched = await fetchToken();
  expectStatus(fetched, 200);
  context.notes.set('login', field(fetched.body, 'token'));
};

const claimKey: Step = async (context) => {
  const owner = as(context, 'owner');
  need((await owner.clickInView({ actionId: 'key_code' })).ok, 'a code is shown');
  const code = /key claim ([0-9A-Z-]{14})/.exec(shownText(owner.view()))?.[1];
  const claim = (key: string | undefined) =>
    api(context, 'POST', '/v1/keys/claim', { key, body: { code } });
  const stolen = await claim(context.machine.logins.colleague);
  need(stolen.status === 403, 'the code is worth nothing to anybody else');
  const claimed = await claim(context.notes.get('login'));
  expectStatus(claimed, 200, 201);
  context.notes.set('key', field(claimed.body, 'key'));
  const again = await claim(context.notes.get('login'));
  need(again.status >= 400, 'the code works once');
};

const ask: Step = async (context) => {
  const key = context.notes.get('key');
  const rest = {
    reason: 'The customer asked.',
    on_behalf_of: PEOPLE.owner.id,
    idempotency_key: 't-1',
  };
  const asked = await api(context, 'POST', '/v1/approvals', { key, body: { ...CALL, ...rest } });
  expectStatus(asked, 201);
  context.notes.set('id', field(asked.body, 'id'));
  const again = await api(context, 'POST', '/v1/approvals', { key, body: { ...CALL, ...rest } });
  expectStatus(again, 200);
};

function card(context: Ctx): Promise<Message> {
  const colleague = as(context, 'colleague');
  return until('the card is in the channel', () =>
    colleague.messages(SUPPORT).find((one) => shownText(one).includes('customer@example.com')),
  );
}

const refused: Step = async (context) => {
  const { ts } = await card(context);
  for (const who of ['owner', 'outsider'] as const) {
    const person = as(context, who);
    await person.click({ channel: SUPPORT, ts, actionId: 'approval_approve' });
    const told = shownText(person.messages(SUPPORT).at(-1));
    need(/somebody else has to decide|may not decide/.test(told), `the ${who} is refused`);
  }
};

const decide: Step = async (context) => {
  const { ts } = await card(context);
  const id = context.notes.get('id');
  const key = context.notes.get('key');
  const waiting = api(context, 'GET', `/v1/approvals/${id}/wait?seconds=20`, { key });
  const colleague = as(context, 'colleague');
  need(
    (await colleague.click({ channel: SUPPORT, ts, actionId: 'approval_details' })).ok,
    'details open',
  );
  need(shownText(colleague.view()).includes('It is fixed.'), 'details show the payload');
  await colleague.closeView();
  await colleague.click({ channel: SUPPORT, ts, actionId: 'approval_approve' });
  need(field((await waiting).body, 'state') === 'approved', 'the wait returns at once');
  await until('the card says who approved', async () => {
    const text = shownText(await card(context));
    return text.includes('Approved by') ? text : undefined;
  });
};

const consume: Step = async (context) => {
  const key = context.notes.get('key');
  const path = `/v1/approvals/${context.notes.get('id')}/consume`;
  const run = (execution_id: string, rest = {}) =>
    api(context, 'POST', path, { key, body: { execution_id, ...CALL, ...rest } });
  const other = await run('run-1', { arguments: { ...CALL.arguments, body: 'It is broken.' } });
  need(other.status === 409 || other.status === 422, 'another payload gets nothing');
  const first = await run('run-1');
  expectStatus(first, 200, 201);
  const again = await run('run-1');
  need(
    field(again.body, 'receipt') === field(first.body, 'receipt'),
    'the same id, the same receipt',
  );
  expectStatus(await run('run-2'), 409);
};

const pause: Step = async (context) => {
  const key = context.notes.get('key');
  const owner = as(context, 'owner');
  const asking = { ...CALL, reason: 'The customer asked again.', idempotency_key: 't-2' };
  const ask = () => api(context, 'POST', '/v1/approvals', { key, body: asking });
  await owner.command(SUPPORT, `/yard pause ${WORKFLOW}`);
  const why = { reason: { value: 'Wrong answers went out.' } };
  need((await owner.submitView({ values: why })).ok, 'the reason is taken');
  await owner.closeView();
  const held = await ask();
  need(held.status === 409 && held.text.includes('is paused'), 'a paused workflow asks in vain');
  await owner.command(SUPPORT, `/yard resume ${WORKFLOW}`);
  need((await owner.submitView()).ok, 'it is resumed');
  await owner.closeView();
  expectStatus(await ask(), 201);
};

const log: Step = async (context) => {
  const owner = as(context, 'owner');
  await owner.command(SUPPORT, `/yard log workflow/${WORKFLOW}`);
  need(
    shownText(owner.messages(SUPPORT).at(-1)).includes('registered'),
    'the log shows the events',
  );
  await owner.openHome();
  need(shownText(owner.home()).includes(WORKFLOW), 'App Home shows my workflow');
};

const verify: Step = async (context) => {
  const key = context.machine.logins.auditor;
  const exported = await api(context, 'GET', '/v1/audit/export', { key });
  expectStatus(exported, 200);
  const lines = exported.text.trimEnd().split('\n');
  need(verifyExport(lines, trustOf({})).breaks.length === 0, 'the chain holds');
  const changed = lines.map((line) => line.replace('approval.consumed', 'approval.consumeD'));
  need(verifyExport(changed, trustOf({})).breaks.length === 1, 'one changed byte is found');
};

/** On the sample organisation: from find to the verified log. */
export const FIRST_DAY: readonly (readonly [string, Step])[] = [
  ['log in: confirmed in Slack, fetched once', logIn],
  ['find', find],
  ['reuse: registered and active', reuse],
  ['claim the key', claimKey],
  ['ask', ask],
  ['owner and outsider are refused', refused],
  ['decide: details, approve, wait returns', decide],
  ['consume once', consume],
  ['pause and resume', pause],
  ['log and home', log],
  ['verify the log', verify],
];

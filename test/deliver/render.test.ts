import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { decideApproval } from '../../lib/acts/decide.ts';
import { fileRequest } from '../../lib/acts/request.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { render } from '../../lib/deliver/render.ts';
import { partKey } from '../../lib/store/keys.ts';
import { asked, NEED, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;

beforeAll(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

describe('an approval', () => {
  test('shows its arguments while it waits, and counts its states', async () => {
    const { id } = await asked(deps, workflow);
    const card = await render(deps, {
      what: 'approval-card',
      subject: `approval/${id}`,
      place: 'C0SUPPORT',
    });
    expect(card).toMatchObject({ kind: 'card', version: 1 });
    expect(JSON.stringify(card)).toContain('It is fixed.');
  });

  test('shows who rejected it and why', async () => {
    const { id, digest } = await asked(deps, workflow, { idempotencyKey: 'ticket-2' });
    const said = { choice: 'deny' as const, digest, reason: 'The wrong customer.' };
    await decideApproval(deps, COLLEAGUE, id, said);
    const card = await render(deps, {
      what: 'approval-card',
      subject: `approval/${id}`,
      place: 'C0SUPPORT',
    });
    expect(card).toMatchObject({ version: 2, text: expect.stringContaining('Rejected') });
    expect(JSON.stringify(card)).toContain('The wrong customer.');
  });

  test('whose payload was erased is told from what is left', async () => {
    const { id } = await asked(deps, workflow, { idempotencyKey: 'ticket-3' });
    const Key = marshall(partKey(`approval/${id}`, 'PAYLOAD'));
    await engine().client.send(new DeleteItemCommand({ TableName: deps.store.registry, Key }));
    const card = await render(deps, {
      what: 'approval-card',
      subject: `approval/${id}`,
      place: 'C0SUPPORT',
    });
    expect(card).toMatchObject({ text: expect.stringContaining('wants to send external email') });
    expect(JSON.stringify(card)).not.toContain('It is fixed.');
  });
});

test('a request is one thing to the platform and another to who asked', async () => {
  await fileRequest(deps, NEED, 'nothing sorts parcels');
  const subject = 'request/req_1';
  const [card, answer] = await Promise.all([
    render(deps, { what: 'request-card', subject, place: 'C1' }),
    render(deps, { what: 'request-answer', subject, place: 'C1' }),
  ]);
  expect(card).toMatchObject({
    version: 1,
    text: expect.stringContaining('asks for a new AI workflow'),
  });
  expect(answer).toMatchObject({
    version: 1,
    text: expect.stringContaining('waits for the platform team'),
  });
});

test('an offered key names the workflow and the command', async () => {
  const card = await render(deps, {
    what: 'key-offer',
    subject: 'workflow/reply-bot',
    place: 'C0SUPPORT',
  });
  expect(card).toMatchObject({ kind: 'card', text: expect.stringContaining('reply-bot') });
  expect(JSON.stringify(card)).toContain('/yard help');
});

test.each([
  ['approval-card', 'approval/apr_none'],
  ['request-card', 'request/none'],
  ['request-answer', 'request/none'],
  ['key-offer', 'workflow/none'],
] as const)('%s of what is gone is nothing', async (what, subject) => {
  expect(await render(deps, { what, subject, place: 'C1' })).toEqual({ kind: 'nothing' });
});

test('a row whose subject is of another kind is a bug', () => {
  const misfiled = { what: 'request-card', subject: 'approval/apr_1', place: 'C1' } as const;
  expect(() => render(deps, misfiled)).toThrow('names another');
});

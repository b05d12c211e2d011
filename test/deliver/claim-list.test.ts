import { beforeAll, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import { renderClaims } from '../../lib/deliver/claim-list.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { render } from '../../lib/deliver/render.ts';
import { importRows, rows, SOURCE } from '../acts/estate-kit.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { fakeSlack } from './fake-slack.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await importRows(deps, rows(3));
});

const SUBJECT = `claims/${OWNER}#${SOURCE.group}`;

test('a list is drawn as it is now, and its version grows with every answer', async () => {
  const what = { what: 'claim-list', subject: SUBJECT, place: 'U0OWNER' } as const;
  const before = await render(deps, what);
  expect(before).toMatchObject({ kind: 'card', version: 3, text: expect.stringContaining('3 AI') });
  await answerClaim(deps, OWNER, 'agent-000', { says: 'mine' });
  const after = await render(deps, what);
  expect(after).toMatchObject({ version: 4, text: expect.stringContaining('2 AI workflows') });
});

test('a later batch changes the message that is there, and posts no second one', async () => {
  const slack = fakeSlack();
  const send = async () => {
    for (const one of await unsent(deps)) await deliver(deps, slack, one.id);
  };
  await send();
  await importRows(deps, rows(6).slice(3));
  await send();
  await answerClaim(deps, OWNER, 'agent-001', { says: 'not-mine', to: COLLEAGUE });
  await send();
  expect(slack.messages.map((one) => one.place)).toEqual(['U0OWNER', 'U0COLLEAGUE']);
  expect(slack.messages[0]?.text).toContain('4 AI workflows');
  expect(slack.calls).toContain('update');
});

test('a list of nothing is nothing', async () => {
  expect(await renderClaims(deps, `claims/${OWNER}#${'0'.repeat(16)}`)).toEqual({
    kind: 'nothing',
  });
});

test('a row about something else is a bug', async () => {
  await expect(renderClaims(deps, 'workflow/x')).rejects.toThrow('names another');
});

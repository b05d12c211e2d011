import { beforeAll, describe, expect, test } from 'vitest';
import { find } from '../../lib/acts/find.ts';
import { createApi } from '../../lib/api/app.ts';
import { findOperation } from '../../lib/contract/catalog.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { bearer, loginOf } from '../api/world.ts';
import { terminal } from '../bin/terminal.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { typed } from '../slack/listen/room-kit.ts';
import { expectGoodMessage, words } from '../slack/views/kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let owner: string;
beforeAll(async () => {
  deps = await stage(engine());
  owner = await loginOf(deps, PEOPLE.owner);
  const skill = (name: string, description: string, title = name) =>
    draft({ kind: 'skill', name, title, version: '1.0.0', description });
  await publish(deps, [
    skill('gijiroku', '会議の議事録を作成します。'),
    skill('perevod', 'Перевод документов и договоров.'),
    skill('taqrir', 'إعداد تقرير أسبوعي عن المبيعات.'),
    skill('invoice-checker', 'Compares invoices with purchase orders before payment.'),
    skill('calendar-keeper', 'Reads and writes appointments in the calendar.'),
    skill('trap', '<!channel> <https://evil.example|your bank> *bold* grommets', '<!here> trap'),
  ]);
});

const LONG = `We have ${'so very many '.repeat(34)}invoices to check`.slice(-500);

/** What is asked, what is found first, and what the reason names. */
const ASKED: readonly (readonly [string, string, string, string])[] = [
  ['Japanese', '議事録', 'skill/gijiroku', '議事'],
  ['Cyrillic', 'перевод договоров', 'skill/perevod', 'перевод'],
  ['the beginning of a Cyrillic word', 'перево', 'skill/perevod', 'перевод'],
  ['Arabic', 'تقرير المبيعات', 'skill/taqrir', 'تقرير'],
  ['a typo', 'calender', 'skill/calendar-keeper', 'calendar'],
  ['two letters swapped', 'invioce', 'skill/invoice-checker', 'for "invioce"'],
  ['a synonym', 'bills', 'skill/invoice-checker', 'for "bills"'],
  ['500 characters', LONG, 'skill/invoice-checker', 'invoices'],
  ['mrkdwn', '<!channel> *grommets* <@U0ADMIN>', 'skill/trap', 'grommets'],
];

describe.each(ASKED)('%s', (_, query, id, reason) => {
  test('is found by the act, with the reason', async () => {
    const outcome = await find(deps, OWNER, query, 5);
    if (outcome.kind === 'refused') throw new Error(outcome.say);
    expect(outcome.found[0]).toMatchObject({ id, why: expect.stringContaining(reason) });
  });

  test('is found in Slack, and comes alive nowhere', async () => {
    const [reply] = await typed(deps, OWNER, `find ${query}`);
    if (reply?.kind !== 'say') throw new Error('nothing was said');
    expectGoodMessage(reply.message);
    expect(words(reply.message)).toContain(reason);
  });

  test('is found over the API', async () => {
    const path = `/v1/components?q=${encodeURIComponent(query)}`;
    const response = await createApi(deps).request(path, bearer(owner));
    const { found } = findOperation.answer.parse(await response.json());
    expect(found[0]).toMatchObject({ id, why: expect.stringContaining(reason) });
  });

  test('is found at the command line', async () => {
    const { type } = terminal((request) => createApi(deps).fetch(request));
    const env = { YARDMASTER_TOKEN: owner, YARDMASTER_URL: 'http://127.0.0.1:4601' };
    const ran = await type(['find', '--', query], env);
    expect(ran.code).toBe(0);
    expect(ran.out.startsWith(id)).toBe(true);
    expect(ran.out).toContain(reason);
  });
});

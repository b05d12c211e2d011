import { beforeAll, expect, test } from 'vitest';
import { fetchLogin } from '../../lib/acts/login-fetch.ts';
import { renderLoginEnded } from '../../lib/deliver/login-ended.ts';
import { render } from '../../lib/deliver/render.ts';
import { stage, unsent } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { loggedIn } from '../kit/logins.ts';
import { OWNER } from '../kit/people.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('a login that was asked for twice is told to its person, with the machine it was for', async () => {
  for (let n = 0; n < 2; n += 1) {
    const { deviceCode } = await loggedIn(deps, OWNER);
    await fetchLogin(deps, deviceCode);
  }
  const rows = await unsent(deps);
  expect(new Set(rows.map((row) => row.subject)).size).toBe(2);
  const [row] = rows;
  if (!row) throw new Error('nothing to send');
  const message = await render(deps, row);
  expect(message).toMatchObject({ kind: 'card', version: 1 });
  expect(JSON.stringify(message)).toContain('desk-7');
});

test('one whose record is gone is told all the same', async () => {
  const message = await renderLoginEnded(deps, `login/${OWNER}/login_gone`);
  expect(message).toMatchObject({ text: expect.stringContaining('a second time') });
});

test.each(['login/x', 'person/T1/U1/login_1', ''])(
  '%j is about something else',
  async (subject) => {
    await expect(renderLoginEnded(deps, subject)).rejects.toThrow('another thing');
  },
);

import { Hono } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import type { ApiEnv } from '../../lib/api/types.ts';
import { cookieOf, csrfOf, keepCookie } from '../../lib/api/web-cookies.ts';
import { stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

/** Keeps a cookie, and says which one it was sent. */
function door(baseUrl: string) {
  const at = { ...deps, settings: { ...deps.settings, baseUrl } };
  const app = new Hono<ApiEnv>();
  app.get('/keep', (c) => {
    keepCookie(c, at, 'session', 'secret');
    return c.text('');
  });
  app.get('/read', (c) => c.text(cookieOf(c, at, 'session') ?? 'none'));
  return app;
}

test('over https a cookie belongs to this host alone and is never sent in the clear', async () => {
  const app = door('https://yard.example.com');
  const [line] = (await app.request('/keep')).headers.getSetCookie();
  expect(line).toBe(
    '__Host-ym_session=secret; Max-Age=300; Path=/; HttpOnly; Secure; SameSite=Lax',
  );
  const read = async (cookie: string) =>
    (await app.request('/read', { headers: { cookie } })).text();
  expect(await read('__Host-ym_session=secret')).toBe('secret');
  // What another host of the domain could have set.
  expect(await read('ym_session=secret')).toBe('none');
  expect(await read(`__Host-ym_session=${'x'.repeat(201)}`)).toBe('none');
});

test('on one machine it goes without https', async () => {
  const [line] = (await door('http://127.0.0.1:4601').request('/keep')).headers.getSetCookie();
  expect(line).toBe('ym_session=secret; Max-Age=300; Path=/; HttpOnly; SameSite=Lax');
});

test('a form’s mark says nothing of the session it belongs to', () => {
  expect(csrfOf(deps, 'secret')).toMatch(/^[0-9a-f]{64}$/);
  expect(csrfOf(deps, 'secret')).not.toBe(csrfOf(deps, 'another'));
});

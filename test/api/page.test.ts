import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusedPage } from '../../lib/api/page.ts';
import { refuse } from '../../lib/core/result.ts';
import { type TestEngine, testEngine } from '../kit/engine.ts';
import { webBrowser } from '../kit/web-browser.ts';
import { linkFor, stepUpStage } from './step-up-stage.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.stop());

describe('what every page says of itself', () => {
  test('nothing from elsewhere, in nobody’s frame, kept by nobody', async () => {
    const stage = await stepUpStage(engine);
    const page = await webBrowser().open(await linkFor(stage));
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(page.text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)/);
    const style = await webBrowser().open(`${stage.url}/step-up/style.css`);
    expect(style.headers.get('content-type')).toContain('text/css');
  });

  test('its cookies are for no script and no other site', async () => {
    const stage = await stepUpStage(engine);
    const sent = await fetch(await linkFor(stage), { method: 'POST' });
    expect(sent.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ym_login=[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });
});

test('words of others come alive on no page', async () => {
  const target = `"><img src=x onerror=alert(1)>\u202E<b>`;
  const stage = await stepUpStage(engine, { call: { target, idempotencyKey: 'hostile' } });
  const page = await webBrowser().open(await linkFor(stage));
  expect(page.text).not.toMatch(/<img|<b>|\u202E/);
  expect(page.text).toContain('&lt;img src=x');
  expect(page.text).toContain('[U+202E]');
});

test('what went wrong is said as an alert, with the status of its kind', async () => {
  const page = refusedPage(refuse('stale-login', 'Log in <again>.'));
  expect(page).toMatchObject({ title: 'Log in again', status: 403 });
  expect(`${await page.body}`).toBe('<p role="alert">Log in &lt;again&gt;.</p>');
});

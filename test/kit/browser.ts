import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { processEnvironment } from '../../lib/environment.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** CHROMIUM_PATH, Debian's place, or `chromium` on PATH; a missing browser fails, it never skips. */
function chromiumPath(): string {
  const { CHROMIUM_PATH, PATH = '' } = processEnvironment();
  const onPath = PATH.split(delimiter).map((folder) => join(folder, 'chromium'));
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : ['/usr/bin/chromium', ...onPath];
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    `The browser journeys need Chromium, which is not at ${candidates[0]}. Install it with "apt-get install chromium", or set CHROMIUM_PATH.`,
  );
}

/** A browser that closes with the test. */
export async function launch(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  onTestFinished(() => browser.close());
  return browser;
}

const REPORT = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

export type Complaint = { rule: string; where: string };

/** What axe-core finds wrong with the page as it stands. */
export async function complaints(page: Page): Promise<Complaint[]> {
  // As the inspector would: a page that allows no script shows none all the same.
  await page.evaluate(axe.source);
  const { violations } = REPORT.parse(await page.evaluate('axe.run()'));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ rule: id, where: html.slice(0, 160) })),
  );
}

/** Keeps a picture under screenshots/, which is not committed. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('screenshots', { recursive: true });
  await page.screenshot({ path: `screenshots/${name}.png` });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { processEnvironment } from '../../lib/environment.ts';
import { type Machine, startMachine } from '../../lib/local/machine.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { complaints, launch, picture } from '../kit/browser.ts';

export const SIZES = [
  { name: 'desk', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];
export type Size = (typeof SIZES)[number];

/** A machine of its own in a new data folder, and a page on it; both end with the test. */
export async function stage(
  story: string,
  { name, width, height }: Size,
  more: Readonly<Record<string, string>> = {},
) {
  const machine = await startHere(more);
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const shot = async (what: string) => {
    await picture(page, `${story}-${name}-${what}`);
    expect(await complaints(page)).toEqual([]);
    expect(errors).toEqual([]);
  };
  return { machine, page, shot, ...hands(machine, page) };
}

async function startHere(more: Readonly<Record<string, string>>): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-journey-'));
  const { PATH } = processEnvironment();
  const ports = { YARDMASTER_PORT: '0', YARDMASTER_PAGE_PORT: '0', LOG_LEVEL: 'silent' };
  const machine = await startMachine({ PATH, YARDMASTER_DATA: folder, ...ports, ...more });
  if (machine.kind === 'refused') throw new Error(machine.message);
  onTestFinished(async () => {
    await machine.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return machine;
}

/** What a person does on the page. */
function hands(machine: Machine, page: Page) {
  const composer = page.getByLabel('Message or slash command');
  const dialog = page.getByRole('dialog');
  return {
    dialog,
    /** Opens the page as somebody, in a channel or at `home` or `dm`. */
    open: async (who: keyof typeof PEOPLE, place: string) => {
      const { id } = PEOPLE[who];
      const at = place === 'dm' ? machine.workspace?.driver.as(id).dm() : place;
      await page.goto(`${machine.workspace?.url}/#as=${id}&at=${at}`);
      await page.reload();
      await page.getByLabel('Acting as').waitFor({ state: 'attached' });
    },
    /** Types a line, as people can once no modal lies over the page any more. */
    say: async (line: string) => {
      await expect.poll(() => dialog.count()).toBe(0);
      await composer.fill(line);
      await composer.press('Enter');
    },
    sees: (text: string) => page.getByText(text).last().waitFor(),
    /** Presses a button on the last message that holds these words. */
    press: (words: string, label: string) =>
      page
        .getByRole('article')
        .filter({ hasText: words })
        .last()
        .getByRole('button', { name: label, exact: true })
        .click(),
    /** Presses a button of the modal. */
    choose: (label: string) => dialog.getByRole('button', { name: label, exact: true }).click(),
    /** Closes the one modal that only tells something, and waits until it is gone. */
    close: async () => {
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();
      await expect.poll(() => dialog.isVisible()).toBe(false);
    },
    /** Closes modals that lie on each other, the top one first. */
    done: async (...titles: readonly string[]) => {
      for (const title of titles) {
        const top = dialog.filter({ hasText: title });
        await top.getByRole('button', { name: 'Done' }).click();
        await expect.poll(() => top.isVisible()).toBe(false);
      }
    },
  };
}

export type Stage = Awaited<ReturnType<typeof stage>>;

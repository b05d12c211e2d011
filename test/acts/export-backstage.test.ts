import { beforeAll, expect, test } from 'vitest';
import { exportBackstage } from '../../lib/acts/export-backstage.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { MANIFEST, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registerManifest(deps, OWNER, MANIFEST, 'repo');
});

async function page(asked: { team?: string; after?: string; most?: number } = {}) {
  const read = await exportBackstage(deps, { most: 100, ...asked });
  if (read.kind === 'refused') throw new Error(read.say);
  return { names: read.entities.map((one) => `${one.kind} ${one.metadata.name}`), next: read.next };
}

test('teams, components and workflows, in this order, page by page', async () => {
  const { names, next } = await page();
  expect(next).toBeUndefined();
  expect(names).toEqual(
    expect.arrayContaining([
      'Group team-support',
      'API crm-readonly',
      'Component reply-drafter',
      'AiResource tone-brand-voice',
      'Component reply-bot',
    ]),
  );
  const kinds = names.map((one) =>
    one.startsWith('Group') ? 1 : one.endsWith('reply-bot') ? 3 : 2,
  );
  expect(kinds).toEqual([...kinds].sort());
  const apart: string[] = [];
  let after: string | undefined;
  do {
    const part = await page({ most: 2, ...(after === undefined ? {} : { after }) });
    apart.push(...part.names);
    after = part.next;
  } while (after !== undefined);
  expect(apart).toEqual(names);
});

test("one team's alone", async () => {
  expect((await page({ team: 'team-support' })).names).toEqual([
    'Group team-support',
    'Component reply-bot',
  ]);
  expect(await exportBackstage(deps, { most: 1, team: 'x' })).toMatchObject({ why: 'no-team' });
});

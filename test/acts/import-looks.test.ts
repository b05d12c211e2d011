import { beforeAll, expect, test } from 'vitest';
import { importComponents } from '../../lib/acts/import.ts';
import { looksOf } from '../../lib/acts/import-looks.ts';
import { draft } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
});

test('a name that looks like one of the catalog is taken and told', async () => {
  const drafts = ['rep1y-drafter', 'moon'].map((name) => draft({ kind: 'plugin', name }));
  const outcome = await importComponents(deps, ADMIN, { drafts });
  expect(outcome).toMatchObject({
    results: [
      {
        decision: { kind: 'publish', notes: [expect.stringContaining('plugin/reply-drafter of')] },
      },
      { decision: { kind: 'publish', notes: [] } },
    ],
  });
});

test('what is there already, and another kind of thing, look like nothing', async () => {
  const { components } = await deps.catalog.load();
  const drafter = components.get('plugin/reply-drafter');
  if (!drafter) throw new Error('no drafter');
  const looks = await looksOf(deps);
  expect(looks(drafter)).toBeUndefined();
  expect(
    looks({ ...drafter, id: 'skill/rep1y-drafter', kind: 'skill', name: 'rep1y-drafter' }),
  ).toBeUndefined();
});

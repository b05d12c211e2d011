import { beforeEach, describe, expect, test } from 'vitest';
import { checkManifest } from '../../lib/acts/check.ts';
import { copyLines, linesAbout } from '../../lib/acts/derived.ts';
import { makeCopy } from '../../lib/acts/extension-copy.ts';
import { showRevision } from '../../lib/acts/proposed-shown.ts';
import { publishRelease } from '../../lib/acts/publish.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { askedOwner, DRAFTER, released, SAY, said } from './extending.ts';
import { proposed } from './proposing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
const COPY = 'plugin/french-drafter';
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await askedOwner(deps);
  await said(deps, SAY.offer);
  await makeCopy(deps, OWNER, 'ext_1', 'french-drafter');
});

const MANIFEST: Manifest = {
  workflow: 'french-replies',
  owner: 'team-support',
  uses: [
    { plugin: 'french-drafter', version: '0.1.x' },
    { skill: 'tone-brand-voice', version: '2.0.1' },
  ],
  review_required_actions: ['send_external_email'],
};
const SAME = `${COPY} 0.1.0 is a copy of ${DRAFTER} 3.2.4, with the same permissions as its origin.`;

/** The copy's own next version, which may do more. */
async function copyGoesOn(): Promise<void> {
  const surface = {
    ...{ scopes: [], tools: [], hooks: [], endpoints: [] },
    ...{ systems: ['billing'], actions: ['send_external_email'] },
  };
  const published = await publishRelease(deps, OWNER, {
    ...{ kind: 'plugin', name: 'french-drafter', owner: 'team-support', version: '0.2.0' },
    ...{ title: 'French', description: 'Drafts replies in French.', keywords: [] },
    ...{ surface, uses: [] },
  });
  if (published.kind !== 'published') throw new Error(JSON.stringify(published));
}

describe('a manifest with a copy', () => {
  test('is told in one line what it may do against its origin', async () => {
    expect(await copyLines(deps, MANIFEST)).toEqual([{ field: 'uses', say: SAME }]);
  });

  test('also that its origin went on', async () => {
    deps.pass(60);
    await released(deps);
    const [line] = await copyLines(deps, MANIFEST);
    expect(line?.say).toBe(`${SAME} Its origin is at 3.3.0 by now.`);
  });

  test('says it at check', async () => {
    expect(await checkManifest(deps, OWNER, MANIFEST)).toMatchObject({ copies: [SAME] });
    expect(await checkManifest(deps, OWNER, { workflow: 'X' })).toMatchObject({ copies: [] });
  });

  test('says it to whoever reviews a change', async () => {
    await registered(deps, MANIFEST);
    const { id } = await proposed(deps, { ...MANIFEST, systems: ['billing'] }, COLLEAGUE);
    expect(await showRevision(deps, id)).toMatchObject({ shown: { copies: [{ say: SAME }] } });
  });
});

describe('what is looked at', () => {
  test.each([
    ['at its newest', {}, '0.2.0'],
    ['at its locked version', { locked: '0.1.0', range: '>=0.1.0' }, '0.1.0'],
    ['where its range leads', { range: '0.1.x' }, '0.1.0'],
  ])('%s', async (_, looked, version) => {
    await copyGoesOn();
    const [line] = await linesAbout(deps, [{ component: COPY, ...looked }]);
    expect(line?.say).toContain(`${COPY} ${version} is a copy of ${DRAFTER} 3.2.4`);
    expect(line?.say.includes('adds system billing')).toBe(version === '0.2.0');
  });

  test('has no line where it is no copy, or unknown, or in no version', async () => {
    expect(await linesAbout(deps, [])).toEqual([]);
    const none = [DRAFTER, 'plugin/none'].map((component) => ({ component }));
    expect(await linesAbout(deps, none)).toEqual([]);
    expect(await linesAbout(deps, [{ component: COPY, locked: '9.9.9' }])).toEqual([]);
  });
});

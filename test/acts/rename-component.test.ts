import { beforeEach, describe, expect, test } from 'vitest';
import { answerCredit } from '../../lib/acts/promotion-credit.ts';
import { publishRelease } from '../../lib/acts/publish.ts';
import { loadComponent } from '../../lib/acts/publish-ground.ts';
import { registerManifest, releasesOf } from '../../lib/acts/register.ts';
import { renameComponent } from '../../lib/acts/rename-component.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { BRIEF, componentNow, ownRelease, promoted, publishIt } from './promotion-kit.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
const NOTES = 'plugin/call-notes';
const PINS = {
  workflow: 'support-brief',
  owner: 'team-support',
  uses: [{ plugin: 'call-brief', version: '1.0.x' }],
};
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await ownRelease(deps, { uses: [] });
});

describe('renaming', () => {
  test('is a new component; whoever pins the old one keeps it, new pins are told the new name', async () => {
    await registerManifest(deps, OWNER, PINS, 'repo');
    expect(await renameComponent(deps, OWNER, BRIEF, 'call-notes')).toMatchObject({
      kind: 'renamed',
      component: { id: NOTES, latest: '1.0.0', team: 'team-support' },
    });
    expect(await releasesOf(deps, BRIEF)).toMatchObject([
      { lifecycle: 'closed', successor: NOTES },
    ]);
    expect(await releasesOf(deps, NOTES)).toMatchObject([{ component: NOTES, version: '1.0.0' }]);
    const again = { ...PINS, purpose: 'still here' };
    expect(await registerManifest(deps, OWNER, again, 'repo')).toMatchObject({
      kind: 'registered',
    });
    const fresh = { ...PINS, workflow: 'another-brief' };
    expect(await registerManifest(deps, OWNER, fresh, 'repo')).toMatchObject({
      kind: 'problems',
      problems: [
        { say: `${BRIEF} is closed to new pins: it goes on as ${NOTES}. Pin that instead.` },
      ],
    });
    expect(await kindsOf(deps, `component/${NOTES}`)).toEqual(['component.renamed-from']);
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['a member who is no lead', COLLEAGUE, BRIEF, 'call-notes', 'not-allowed'],
    ['the lead of another team', SALES_LEAD, BRIEF, 'call-notes', 'not-allowed'],
    ['the lead, onto a taken name', OWNER, BRIEF, 'reply-drafter', 'name-taken'],
    ['the lead, onto one like a taken name', OWNER, BRIEF, 'rep1y-drafter', 'looks-alike'],
    ['the lead, onto none', OWNER, BRIEF, 'Call Notes', 'bad-name'],
    ['the lead, of what is not there', OWNER, 'plugin/none', 'x', 'no-component'],
  ])('is refused to %s', async (_, by, id, name, why) => {
    expect(await renameComponent(deps, by, id, name)).toMatchObject({ why });
  });

  test('is refused while it is proposed for everybody, and the second time', async () => {
    const promotion = await promoted(deps);
    expect(await renameComponent(deps, OWNER, BRIEF, 'call-notes')).toMatchObject({
      why: 'promotion-open',
    });
    await publishIt(deps, promotion);
    expect(await renameComponent(deps, ADMIN, BRIEF, 'call-notes')).toMatchObject({
      kind: 'renamed',
    });
    expect(await renameComponent(deps, ADMIN, BRIEF, 'call-papers')).toMatchObject({
      why: 'renamed-already',
    });
  });
});

test('nothing is published under the old name any more', async () => {
  await renameComponent(deps, OWNER, BRIEF, 'call-notes');
  const outcome = await publishRelease(deps, OWNER, {
    ...{ kind: 'plugin', name: 'call-brief', owner: 'team-support', version: '1.1.0' },
    ...{ title: 'Call Brief', description: 'For calls.', keywords: [], uses: [] },
    surface: componentDraftSchema.shape.surface.parse({}),
  });
  await expect(ownRelease(deps, { version: '1.2.0' })).rejects.toThrow('at its source too');
  expect(outcome).toMatchObject({
    why: 'renamed-already',
    say: `${BRIEF} is called ${NOTES} now. Publish it under that name.`,
  });
});

test('the credit goes along, and grows under both names', async () => {
  const promotion = await promoted(deps);
  await publishIt(deps, promotion);
  await renameComponent(deps, ADMIN, BRIEF, 'call-notes');
  await answerCredit(deps, COLLEAGUE, promotion.id, 'yes');
  const both = await Promise.all([componentNow(deps), componentNow(deps, NOTES)]);
  expect(both.map((one) => one.credit?.builtBy)).toEqual([
    [OWNER, COLLEAGUE],
    [OWNER, COLLEAGUE],
  ]);
  expect((await loadComponent(deps, BRIEF))?.state.renamedTo).toBe(NOTES);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { demoteComponent } from '../../lib/acts/demote.ts';
import { reportRun } from '../../lib/acts/outcomes.ts';
import { proposePromotion } from '../../lib/acts/promotion.ts';
import { showPromotion } from '../../lib/acts/promotion-shown.ts';
import { publishRelease } from '../../lib/acts/publish.ts';
import { registerManifest } from '../../lib/acts/register.ts';
import { componentDraftSchema } from '../../lib/core/marketplace.ts';
import type { Promotion } from '../../lib/core/promotion.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER, SALES_LEAD } from '../kit/people.ts';
import { as, ownRelease, promoted, publishIt, WANTED } from './promotion-kit.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});
const surface = componentDraftSchema.shape.surface;
const scopes = (...list: string[]) => ({ surface: surface.parse({ scopes: list }) });
const says = (changes: readonly { readonly say: string }[] = []) => changes.map((one) => one.say);

async function shown({ id }: Promotion) {
  const found = await showPromotion(deps, id);
  if (!found) throw new Error('nothing shown');
  return found.shown;
}

const PINS = {
  workflow: 'sales-brief',
  owner: 'team-sales',
  uses: [{ plugin: 'call-brief', version: '1.0.x' }],
};

describe('what a review is decided on', () => {
  test('of what is new: what it touches, and which versions come along', async () => {
    await ownRelease(deps, { version: '0.9.0', ...scopes('crm.read', 'crm.write') });
    await ownRelease(deps, scopes('crm.read'));
    const found = await shown(await promoted(deps));
    expect(found.shared).toBeUndefined();
    expect(says(found.touches)).toEqual(['Adds the scope crm.read']);
    expect(found.along).toEqual([{ version: '0.9.0', beyond: ['Adds the scope crm.write'] }]);
    expect(found.use).toEqual({ workflows: 0, teams: 0 });
    expect(found.success).toBeUndefined();
  });

  test('of what was shared before: the difference from that', async () => {
    await ownRelease(deps, scopes('crm.read'));
    const first = await promoted(deps);
    await publishIt(deps, first);
    await demoteComponent(deps, as.admin, first.id, 'It fails.');
    await ownRelease(deps, { version: '1.1.0', ...scopes('crm.read', 'mail.send') });
    const { shared } = await shown(await promoted(deps, { version: '1.1.0' }));
    expect(shared?.what).toBe('plugin/call-brief 1.0.0');
    expect(says(shared?.changes)).toEqual(['Adds the scope mail.send']);
  });

  test('who uses it, and whose workflows are of other teams', async () => {
    await ownRelease(deps);
    await registerManifest(deps, SALES_LEAD, PINS, 'repo');
    const own = { ...PINS, workflow: 'support-brief', owner: 'team-support' };
    await registerManifest(deps, OWNER, own, 'repo');
    const found = await shown(await promoted(deps));
    expect(found.use).toEqual({ workflows: 2, teams: 2 });
    expect(found.others).toEqual([{ workflow: 'sales-brief', owner: SALES_LEAD }]);
  });

  test('what does much the same in the shared catalog, and no team’s own', async () => {
    const description = 'Drafts replies to customer support tickets.';
    await ownRelease(deps, { description });
    await ownRelease(deps, { name: 'other-brief', description });
    const { similar } = await shown(await promoted(deps));
    expect(similar.map((one) => one.id)).toContain('plugin/reply-drafter');
    expect(similar.map((one) => one.id)).not.toContain('plugin/other-brief');
  });
});

test('of a copy: the difference from its origin, also when that is not shared', async () => {
  await ownRelease(deps, scopes('crm.read'));
  const origin = { component: 'plugin/call-brief', version: '1.0.0' };
  await publishRelease(deps, OWNER, {
    ...{ kind: 'plugin', name: 'sales-brief', owner: 'team-support', version: '1.0.0' },
    ...{ title: 'Sales Brief', description: 'For sales.', keywords: [], uses: [] },
    surface: surface.parse({ scopes: ['crm.read', 'mail.send'] }),
    derivedFrom: origin,
  });
  const outcome = await proposePromotion(deps, OWNER, 'plugin/sales-brief', WANTED);
  if (outcome.kind !== 'promotion') throw new Error(JSON.stringify(outcome));
  const found = await shown(outcome.promotion);
  expect(found.origin?.what).toBe('plugin/call-brief 1.0.0');
  expect(says(found.origin?.changes)).toEqual(['Adds the scope mail.send']);
});

test('what is not there is nothing', async () => {
  expect(await showPromotion(deps, 'prm_none')).toBeUndefined();
});

test('reports of runs are refused for what is not pinned', async () => {
  await ownRelease(deps);
  const outcome = await registerManifest(deps, SALES_LEAD, PINS, 'repo');
  if (outcome.kind !== 'registered') throw new Error(JSON.stringify(outcome));
  const run = { report: 'r', component: 'block/x', version: '1.0.0', outcome: 'success' as const };
  expect(await reportRun(deps, outcome.workflow, run)).toMatchObject({ why: 'not-locked' });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { asksNothing, type Filing, fileMissing } from '../../lib/acts/access-filed.ts';
import { openAccess } from '../../lib/acts/access-store.ts';
import { loadOrganisation } from '../../lib/acts/standing.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { askedFor, billed, READ, using, WRITE } from './access-kit.ts';
import { now } from './proposing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const needing = (workflow: Workflow, ...scopes: string[]): Workflow => ({
  ...workflow,
  needs: [{ connector: 'billing', scopes }],
});
async function filing(workflow: Workflow, asks: boolean): Promise<Filing> {
  const asking = await openAccess(deps, workflow);
  const organisation = await loadOrganisation(deps);
  return { by: asEditor(OWNER), holders: [], organisation, preGranted: [], asking, asks };
}

describe('what a revision needs and nobody has given', () => {
  test('is asked for, unless the team asked for it by hand', async () => {
    await billed(deps);
    await askedFor(deps);
    const workflow = needing(await now(deps), READ.scope, WRITE.scope);
    const filed = fileMissing(deps, workflow, await filing(workflow, true));
    expect(filed.workflow.asked?.map((one) => one.scope)).toEqual([WRITE.scope, READ.scope]);
    expect(filed.changes).toHaveLength(1);
    expect(filed.tell).toHaveLength(1);
  });

  test('is not asked for where nobody wants that, and what is asked for is kept right', async () => {
    await billed(deps);
    const manifest = { ...using(READ.scope, WRITE.scope), workflow: 'pay-bot' };
    const workflow = await registered(deps, manifest);
    const same = fileMissing(deps, workflow, await filing(workflow, false));
    expect(same).toEqual({ workflow, changes: [], tell: [] });
    expect(asksNothing(same, workflow)).toBe(true);
    const less = needing(workflow, READ.scope, 'billing.other');
    const filed = fileMissing(deps, less, await filing(workflow, false));
    expect(filed.workflow.asked?.map((one) => one.scope)).toEqual([READ.scope]);
    expect(asksNothing(filed, less)).toBe(false);
  });

  test('is given where the baseline gives it by now', async () => {
    const workflow = needing(await billed(deps), READ.scope);
    const free = { ...(await filing(workflow, true)), preGranted: [READ.scope] };
    const filed = fileMissing(deps, workflow, free);
    expect(filed).toMatchObject({ changes: [], workflow: { status: 'active' } });
    expect(asksNothing(filed, workflow)).toBe(false);
  });
});

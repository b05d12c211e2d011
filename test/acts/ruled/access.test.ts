import { beforeEach, describe, expect, test } from 'vitest';
import { answerRequest } from '../../../lib/acts/access-answer.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { proposeChange } from '../../../lib/acts/settings-change.ts';
import type { Rules } from '../../../lib/core/baseline.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { now, who } from '../proposing.ts';
import { rule, rulesWith } from '../rule.ts';
import { breaks, MANIFEST, registered, stage } from '../stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const SCOPE = 'crm.tickets.read';
const never: Pick<Rules, 'scopes-never' | 'pre-granted-scopes'> = {
  'scopes-never': { mode: 'enforce', scopes: [SCOPE] },
  'pre-granted-scopes': { scopes: [] },
};

describe('a scope that is given to nobody', () => {
  test('is refused at registration, on the line of the connector that asks for it', async () => {
    await rule(deps, await rulesWith(deps, never));
    expect(await registerManifest(deps, OWNER, MANIFEST, 'repo')).toMatchObject({
      kind: 'problems',
      problems: [{ field: 'uses[1]', say: expect.stringContaining('given to nobody') }],
    });
  });

  test('is not given by a review either that was asked for before the rule', async () => {
    await rule(deps, await rulesWith(deps, { 'pre-granted-scopes': { scopes: [] } }));
    const workflow = await registered(deps);
    expect(workflow).toMatchObject({ status: 'registered', missingScopes: [SCOPE] });
    await rule(deps, await rulesWith(deps, never));
    const [asked] = workflow.asked ?? [];
    const outcome = await answerRequest(deps, who.admin, asked?.request ?? '', { reason: '' });
    expect(outcome).toMatchObject({ kind: 'answered', request: { state: 'stale' } });
    const after = await now(deps);
    expect(after).toMatchObject({ status: 'registered', missingScopes: [SCOPE] });
    expect(after.grants).toBeUndefined();
    expect(await breaks(deps)).toEqual([]);
  });
});

test('rules that contradict each other are not even proposed, whichever door they come through', async () => {
  const rules = await rulesWith(deps, { 'scopes-never': { mode: 'off', scopes: [SCOPE] } });
  const outcome = await proposeChange(deps, ADMIN, { about: 'baseline', against: 1, rules });
  expect(outcome).toMatchObject({ kind: 'refused', why: 'bad-rules' });
});

import { beforeEach, expect, test } from 'vitest';
import { personBehind } from '../../lib/acts/identity-link.ts';
import { endAllLogins } from '../../lib/acts/logins.ts';
import { standingIn } from '../../lib/acts/stand-in.ts';
import { refuse } from '../../lib/core/result.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { stage } from './stage.ts';
import { LOGIN } from './step-up-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await personBehind(deps, { kind: 'logged-in', at: deps.now(), ...LOGIN });
});

const silent = () => ({
  ...deps,
  people: { fresh: async () => refuse('lookup-failed', 'Slack is silent.') },
});
const fresh = (of: TestDeps | ReturnType<typeof silent>, person = COLLEAGUE) =>
  standingIn(of, COLLEAGUE).people.fresh(person);

test('Slack has the word while it answers', async () => {
  deps.change(COLLEAGUE, { deactivated: true });
  expect(await fresh(deps)).toMatchObject({ person: { deactivated: true } });
});

test('a login stands in for its own person alone', async () => {
  expect(await fresh(silent())).toMatchObject({ kind: 'person', person: { key: COLLEAGUE } });
  expect(await fresh(silent(), OWNER)).toMatchObject({ why: 'lookup-failed' });
});

test('not for somebody of whom Slack said last that the account is gone', async () => {
  deps.pass(1);
  await endAllLogins(deps, COLLEAGUE);
  expect(await fresh(silent())).toMatchObject({ why: 'lookup-failed' });
});

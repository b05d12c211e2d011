import { beforeEach, expect, test } from 'vitest';
import { answerRequest } from '../../lib/acts/access-answer.ts';
import { policyUnfit } from '../../lib/acts/policy-fits.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { Grant } from '../../lib/core/grant.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN } from '../kit/people.ts';
import { askedFor, billed, READ, WRITE } from './access-kit.ts';
import { declare, TOKEN } from './lease-kit.ts';
import { who } from './proposing.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await billed(deps);
});

const statement = (length: number) => [
  { Action: 's3:GetObject', Resource: `arn:aws:s3:::${'a'.repeat(length)}` },
];
const role = (scopes: Record<string, unknown>) => ({
  kind: 'aws-role',
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/billing',
  scopes,
});
/** Each of the two fits by itself, and together they do not. */
const LARGE = role({
  [WRITE.scope]: Array.from({ length: 3 }, (_, n) => statement(400 + n)).flat(),
  [READ.scope]: Array.from({ length: 3 }, (_, n) => statement(300 + n)).flat(),
});
const grant = ({ connector, scope }: typeof WRITE): Grant => {
  const at = deps.now();
  return { connector, scope, at, by: ADMIN };
};
const unfit = (...grants: Grant[]) => policyUnfit(deps, { grants }, ['billing', 'billing', 'none']);

test('what was granted has to fit into one session, all of it', async () => {
  await declare(deps, 'billing', LARGE);
  expect(await unfit(grant(WRITE))).toBeUndefined();
  expect(await unfit(grant(READ))).toBeUndefined();
  expect(await unfit(grant(WRITE), grant(READ))).toMatchObject({ why: 'policy-too-large' });
});

test('a scope without a template cannot be had, and other kinds have no templates', async () => {
  await declare(deps, 'billing', role({ [READ.scope]: statement(1) }));
  expect(await unfit(grant(WRITE))).toMatchObject({ why: 'no-template' });
  await declare(deps, 'billing', TOKEN);
  expect(await unfit(grant(WRITE))).toBeUndefined();
});

test('the platform is refused when it gives it, and can give less', async () => {
  await declare(deps, 'billing', LARGE);
  const { id } = await askedFor(deps, { wants: [WRITE, READ] });
  const refused = await answerRequest(deps, who.admin, id, { reason: '' });
  expect(refused).toMatchObject({ kind: 'refused', why: 'policy-too-large' });
  const { grants = [] } = (await loadWorkflow(deps, 'reply-bot'))?.state ?? {};
  expect(grants.map((one) => one.connector)).not.toContain('billing');
  const less = { wants: [READ], reason: 'The other one is too large.' };
  expect(await answerRequest(deps, who.admin, id, less)).toMatchObject({ kind: 'answered' });
});

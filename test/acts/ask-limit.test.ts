import { beforeEach, expect, test } from 'vitest';
import { askApproval } from '../../lib/acts/ask.ts';
import { askedTooOften, MOST_AN_HOUR } from '../../lib/acts/ask-limit.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { APPROVALS, partKey } from '../../lib/store/keys.ts';
import { putFleeting } from '../../lib/store/touch.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { asked, CALL, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let workflow: Workflow;
beforeEach(async () => {
  deps = await stage(engine());
  workflow = await registered(deps);
});

/** What `asked` leaves under the workflow, so many times. */
async function listed(times: number): Promise<void> {
  const at = deps.now();
  await Promise.all(
    Array.from({ length: times }, (_, n) => {
      const key = partKey(`workflow/${workflow.id}`, `${APPROVALS}${at}#apr_${n}`);
      return putFleeting(deps.store, {
        ...key,
        kind: 'listed',
        ttl: 4e9,
        data: { id: `apr_${n}` },
      });
    }),
  );
}

test('what people cannot read any more is not asked, and what was asked before is answered', async () => {
  const before = await asked(deps, workflow);
  await listed(MOST_AN_HOUR - 2);
  expect(await askedTooOften(deps, workflow.id)).toBeUndefined();
  await asked(deps, workflow, { idempotencyKey: 'the last one' });
  const more = { ...CALL, idempotencyKey: 'one too many' };
  const refused = await askApproval(deps, workflow, more);
  expect(refused).toMatchObject({ why: 'too-many-requests', facts: { retryAfter: 60 } });
  const again = await askApproval(deps, workflow, CALL);
  expect(again).toMatchObject({ kind: 'asked', fresh: false, approval: { id: before.id } });
});

test('an hour later it asks again, and other workflows do all the time', async () => {
  await listed(MOST_AN_HOUR);
  expect(await askedTooOften(deps, workflow.id)).toMatchObject({ why: 'too-many-requests' });
  expect(await askedTooOften(deps, 'other-bot')).toBeUndefined();
  deps.pass(61);
  expect(await askedTooOften(deps, workflow.id)).toBeUndefined();
});

import { beforeEach, expect, test } from 'vitest';
import { registrationWrite, workflowChange } from '../../lib/acts/register-write.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../kit/people.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

test('another owner: the workflow moves from one partition to the other', async () => {
  const workflow = await registered(deps);
  const head = await loadWorkflow(deps, 'reply-bot');
  const next = { ...workflow, revision: 2, owner: COLLEAGUE };
  const write = registrationWrite(deps, next, head, asEditor(OWNER));
  expect(write.deletes).toEqual([{ pk: `owns/${OWNER}`, sk: 'reply-bot' }]);
  expect(write.puts).toMatchObject([{ pk: `owns/${COLLEAGUE}`, sk: 'reply-bot' }]);
  expect(write.changes[0].event).toMatchObject({
    kind: 'workflow.revised',
    actor: { kind: 'person', id: OWNER },
  });
});

test("a step of the workflow's chain names whoever did it, CI too", async () => {
  const workflow = await registered(deps);
  const actor = { kind: 'ci' as const, id: 'main', team: 'team-support' };
  const change = workflowChange(deps, workflow, undefined, { kind: 'x', actor, data: { n: 1 } });
  expect(change).toMatchObject({
    subject: 'workflow/reply-bot',
    from: undefined,
    event: { kind: 'x', at: deps.now(), actor: { kind: 'ci', id: 'main' }, data: { n: 1 } },
  });
});

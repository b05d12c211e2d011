import { expect, test } from 'vitest';
import { ending, loadReview } from '../../lib/acts/proposed-review.ts';
import { asEditor } from '../../lib/core/registration/editor.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { GATED, now, proposed } from './proposing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();

test('a proposal is loaded with the standing towards its workflow', async () => {
  const deps = await stage(engine());
  await registered(deps, GATED);
  const { id } = await proposed(deps);
  expect(await loadReview(deps, id)).toMatchObject({
    head: { state: { id } },
    workflow: { state: { id: 'reply-bot' } },
    reviewing: { owner: OWNER, team: { id: 'team-support' } },
  });
  expect(await loadReview(deps, 'rev_none')).toMatchObject({ why: 'no-proposal' });
});

test('the end of one that the workflow points to no more leaves the workflow alone', async () => {
  const deps = await stage(engine());
  await registered(deps, GATED);
  const one = await proposed(deps);
  const under = await loadReview(deps, one.id);
  if (under.kind === 'refused') throw new Error(under.say);
  const event = { kind: 'revision.refused', actor: asEditor(OWNER) };
  expect(ending(deps, under, one, event).changes).toHaveLength(2);
  const { proposed: _, ...state } = await now(deps);
  const other = { ...under, workflow: { ...under.workflow, state } };
  expect(ending(deps, other, one, event).changes).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { refuseRevision } from '../../lib/acts/proposed.ts';
import { showRevision } from '../../lib/acts/proposed-shown.ts';
import { engineOfFile } from '../kit/engine.ts';
import { GATED, proposed, who } from './proposing.ts';
import { registered, stage } from './stage.ts';

const engine = engineOfFile();

test('a proposal is shown with its difference, and once refused with the reason', async () => {
  const deps = await stage(engine());
  await registered(deps, GATED);
  const { id } = await proposed(deps);
  expect(await showRevision(deps, id)).toMatchObject({
    version: 1,
    shown: {
      changes: [
        { field: 'review_required_actions', say: 'Approval no longer needed for tag_ticket' },
      ],
      reason: undefined,
    },
  });
  await refuseRevision(deps, who.owner, id, 'We need it.');
  expect(await showRevision(deps, id)).toMatchObject({
    version: 2,
    shown: { reason: 'We need it.' },
  });
  expect(await showRevision(deps, 'rev_none')).toBeUndefined();
});

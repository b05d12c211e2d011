import { expect, test } from 'vitest';
import { soleTeam } from '../../lib/acts/extension-team.ts';
import { teamSchema } from '../../lib/core/people.ts';
import { commit } from '../../lib/store/commit.ts';
import { readHead } from '../../lib/store/read.ts';
import { teamIndex } from '../../lib/store/teams.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, OWNER } from '../kit/people.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();

test('the only team one is in need not be named; in several it has to be', async () => {
  const deps = await stage(engine());
  expect(await soleTeam(deps, OWNER, undefined)).toEqual({ kind: 'team', id: 'team-support' });
  expect(await soleTeam(deps, OWNER, 'team-x')).toEqual({ kind: 'team', id: 'team-x' });
  expect(await soleTeam(deps, AUDITOR, undefined)).toMatchObject({
    why: 'no-team',
    say: expect.stringContaining('in no team yet'),
  });
  const head = await readHead(deps.store, 'team/team-sales', teamSchema);
  if (!head) throw new Error('no team');
  const state = { ...head.state, members: [...head.state.members, OWNER] };
  const actor = { kind: 'system' as const, id: 'tests' };
  const event = { kind: 'team.changed', at: deps.now(), actor, data: {} };
  const change = { subject: 'team/team-sales' as const, from: head.chain, state };
  await commit(deps.store, {
    changes: [{ ...change, index: teamIndex(state), event }],
    writeId: deps.newId('w'),
  });
  expect(await soleTeam(deps, OWNER, undefined)).toMatchObject({
    say: expect.stringContaining('team-sales, team-support'),
  });
});

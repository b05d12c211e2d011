import { beforeEach, describe, expect, test } from 'vitest';
import { answerClaim } from '../../lib/acts/claims.ts';
import { claimedEntry, registerClaimed } from '../../lib/acts/claims-register.ts';
import { loadDiscovered } from '../../lib/acts/discovered.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { importRows, PINS, rows } from './estate-kit.ts';
import { breaks, kindsOf, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const AGENT = 'agent-000';

async function claimedWith(pins = PINS): Promise<void> {
  await importRows(deps, rows(1, { pins, purpose: 'Drafts replies' }));
  await answerClaim(deps, OWNER, AGENT, { says: 'mine' });
}

describe('Register Now', () => {
  test('registers with a home in Slack, gated on what its components do, and settles the entry', async () => {
    await claimedWith();
    expect(await registerClaimed(deps, OWNER, AGENT)).toMatchObject({
      kind: 'registered',
      workflow: {
        team: 'team-support',
        owner: OWNER,
        home: 'slack',
        purpose: 'Drafts replies',
        manifest: { review_required_actions: ['send_external_email'] },
      },
    });
    expect((await loadDiscovered(deps, AGENT))?.state.state).toBe('registered');
    expect(await kindsOf(deps, `discovered/${AGENT}`)).toEqual([
      'discovered.imported',
      'discovered.claimed',
      'discovered.registered',
    ]);
    expect(await breaks(deps)).toEqual([]);
  });

  test('a second press finds it registered', async () => {
    await claimedWith();
    await registerClaimed(deps, OWNER, AGENT);
    expect(await registerClaimed(deps, OWNER, AGENT)).toMatchObject({ why: 'registered-already' });
    expect((await loadWorkflow(deps, AGENT))?.state.revision).toBe(1);
  });

  test('names what is missing, and takes it filled in', async () => {
    await claimedWith([]);
    expect(await registerClaimed(deps, OWNER, AGENT)).toMatchObject({
      why: 'not-finished',
      say: 'Before it can be registered, say the components it uses.',
    });
    const filled = { team: 'team-support', purpose: '', systems: ['crm'], pins: PINS };
    expect(await registerClaimed(deps, OWNER, AGENT, filled)).toMatchObject({ kind: 'registered' });
  });

  test('a pin that is in no catalog is a problem, and the entry stays claimed', async () => {
    await claimedWith([{ kind: 'skill', name: 'unheard-of', range: '1.0.0' }]);
    expect(await registerClaimed(deps, OWNER, AGENT)).toMatchObject({ kind: 'problems' });
    expect((await loadDiscovered(deps, AGENT))?.state.state).toBe('claimed');
  });

  test('is for members of the team, whoever claimed it', async () => {
    await claimedWith();
    await answerClaim(deps, ADMIN, AGENT, { says: 'mine' });
    expect(await registerClaimed(deps, ADMIN, AGENT)).toMatchObject({ why: 'not-allowed' });
    expect(await loadWorkflow(deps, AGENT)).toBe(undefined);
  });

  test('comes after Mine', async () => {
    await importRows(deps, rows(1, { pins: PINS }));
    expect(await registerClaimed(deps, OWNER, AGENT)).toMatchObject({ why: 'not-claimed' });
  });
});

test.each([
  ['its owner', OWNER, 'entry'],
  ['a platform admin', ADMIN, 'entry'],
  ['a colleague', COLLEAGUE, 'refused'],
  ['the lead of another team', SALES_LEAD, 'refused'],
])('%s may finish it: %s', async (_, by, kind) => {
  await claimedWith();
  expect((await claimedEntry(deps, by, AGENT)).kind).toBe(kind);
  expect(await claimedEntry(deps, by, 'nowhere')).toMatchObject({ why: 'no-discovered' });
});

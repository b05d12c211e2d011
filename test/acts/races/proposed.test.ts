import { describe, expect, test } from 'vitest';
import { moveHome } from '../../../lib/acts/homes.ts';
import { acceptRevision, refuseRevision, withdrawRevision } from '../../../lib/acts/proposed.ts';
import { loadProposed } from '../../../lib/acts/proposed-store.ts';
import { registerManifest } from '../../../lib/acts/register.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { GATED, now, proposed, UNGATED, WIDER, who } from '../proposing.ts';
import { FAULTS, kindsOfOutcomes, race, track } from '../race.ts';
import { breaks, kindsOf, registered } from '../stage.ts';

const at = track();
const stateOf = async (id: string) => (await loadProposed(at.deps, id))?.state.state;

describe.each(FAULTS)('a proposed revision, with the fault: %s', (fault) => {
  const where = (id: string) => ({ proxy: at.proxy, subject: `proposed-revision/${id}`, fault });

  test('two reviewers at once: one answer counts, the other is told of it', async () => {
    await registered(at.deps, GATED);
    const { id } = await proposed(at.deps);
    const outcomes = await race(
      where(id),
      () => acceptRevision(at.left, who.owner, id),
      () => refuseRevision(at.right, who.owner, id, 'No.'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const revision = (await stateOf(id)) === 'accepted' ? 2 : 1;
    expect(await now(at.deps)).toMatchObject({ revision });
    expect(await kindsOf(at.deps, `proposed-revision/${id}`)).toHaveLength(2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('the team and the platform at once: both answers count', async () => {
    await registered(at.deps, GATED);
    const { id } = await proposed(at.deps, { ...UNGATED, systems: ['billing'] });
    const outcomes = await race(
      where(id),
      () => acceptRevision(at.left, who.owner, id),
      () => acceptRevision(at.right, who.admin, id),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'answered']);
    expect(await stateOf(id)).toBe('accepted');
    expect((await now(at.deps)).revision).toBe(2);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('accepting against withdrawing: one of them, never half of both', async () => {
    await registered(at.deps, GATED);
    const { id } = await proposed(at.deps);
    const outcomes = await race(
      where(id),
      () => acceptRevision(at.left, who.owner, id),
      () => withdrawRevision(at.right, who.colleague, id),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['answered', 'refused']);
    const accepted = (await stateOf(id)) === 'accepted';
    expect((await now(at.deps)).revision).toBe(accepted ? 2 : 1);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('a proposed revision and a registration, with the fault: %s', (fault) => {
  test('accepting against a newer registration: it is replaced, or what came later stands on it', async () => {
    await registered(at.deps, GATED);
    const { id } = await proposed(at.deps, WIDER);
    const newer = { ...GATED, purpose: 'newer' };
    await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => acceptRevision(at.left, who.admin, id),
      () => registerManifest(at.right, OWNER, newer, 'repo'),
    );
    const { manifest, revision } = await now(at.deps);
    const state = await stateOf(id);
    expect(manifest.purpose).toBe('newer');
    expect([state, revision]).toEqual(state === 'accepted' ? ['accepted', 3] : ['replaced', 2]);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('two proposals at once: one waits, and it is the one that the workflow points to', async () => {
    await registered(at.deps, GATED);
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => registerManifest(at.left, COLLEAGUE, UNGATED, 'repo'),
      () => registerManifest(at.right, OWNER, WIDER, 'repo'),
    );
    const ids = outcomes.flatMap((one) => (one.kind === 'proposed' ? [one.proposed.id] : []));
    const states = await Promise.all(ids.map(stateOf));
    expect([...states].sort()).toEqual(['open', 'replaced']);
    const { proposed: pointed } = await now(at.deps);
    expect(pointed).toBe(ids[states.indexOf('open')]);
    expect(await breaks(at.deps)).toEqual([]);
  });
});

describe.each(FAULTS)('a move of the home, with the fault: %s', (fault) => {
  test('against a registration: the revision came before the move, or was refused after it', async () => {
    await registered(at.deps, GATED);
    const [moved, outcome] = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => moveHome(at.left, OWNER, 'reply-bot', 'slack'),
      () => registerManifest(at.right, OWNER, { ...GATED, purpose: 'x' }, 'repo'),
    );
    expect(moved.kind).toBe('moved');
    const workflow = await now(at.deps);
    expect(workflow.home).toBe('slack');
    const expected = workflow.revision === 2 ? 'registered' : 'problems';
    expect(outcome.kind).toBe(expected);
    expect(await breaks(at.deps)).toEqual([]);
  });

  test('twice at once is one move', async () => {
    await registered(at.deps, GATED);
    const outcomes = await race(
      { proxy: at.proxy, subject: 'workflow/reply-bot', fault },
      () => moveHome(at.left, OWNER, 'reply-bot', 'slack'),
      () => moveHome(at.right, OWNER, 'reply-bot', 'slack'),
    );
    expect(kindsOfOutcomes(...outcomes)).toEqual(['moved', 'unchanged']);
    expect(await kindsOf(at.deps, 'workflow/reply-bot')).toEqual([
      'workflow.registered',
      'workflow.home-moved',
    ]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { evidenceFor } from '../../lib/acts/find.ts';
import { fileRequest, reuse } from '../../lib/acts/request.ts';
import {
  allVerdicts,
  rememberAnswer,
  saidToDiffer,
  verdictChange,
  verdictId,
} from '../../lib/acts/verdicts.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER, SALES_LEAD } from '../kit/people.ts';
import { breaks, exported, NEED, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const shown = (...ids: string[]) => ids.map((id) => ({ id, why: 'It drafts replies.' }));
const SHOWN = shown('plugin/reply-drafter', 'workflow/reply-bot');
const BECAUSE = 'It cannot sort parcels';

describe('who was shown what exists and went on', () => {
  test('has said that it is another thing, and why', async () => {
    await fileRequest(deps, { ...NEED, evidence: SHOWN }, BECAUSE);
    const verdicts = await allVerdicts(deps);
    expect(verdicts.map(({ ids }) => ids).sort()).toEqual([
      ['plugin/reply-drafter', 'workflow/parcel-sorter'],
      ['workflow/parcel-sorter', 'workflow/reply-bot'],
    ]);
    expect(verdicts[0]).toMatchObject({ say: 'keep', by: OWNER, because: BECAUSE });
    expect(await breaks(deps)).toEqual([]);
  });

  test('is remembered once, however often the form is sent', async () => {
    const need = { ...NEED, evidence: [...SHOWN, ...SHOWN] };
    await fileRequest(deps, need, BECAUSE);
    await fileRequest(deps, need, BECAUSE);
    expect(await allVerdicts(deps)).toHaveLength(2);
    expect((await exported(deps)).join()).not.toContain(BECAUSE);
  });

  test('and reused one of them has judged the others', async () => {
    await registered(deps);
    const need = { ...NEED, workflow: 'second-bot', evidence: SHOWN };
    expect((await reuse(deps, need, 'plugin/reply-drafter')).kind).toBe('registered');
    expect((await allVerdicts(deps)).map(({ ids }) => ids)).toEqual([
      ['workflow/reply-bot', 'workflow/second-bot'],
    ]);
  });

  test('"the same pair is not asked again": it is left out of what the same workflow is shown', async () => {
    const ids = async (workflow: string) => {
      const { components } = await evidenceFor(deps, 'draft replies to tickets', workflow);
      return components.map((one) => one.id);
    };
    expect(await ids(NEED.workflow)).toContain('plugin/reply-drafter');
    await fileRequest(deps, { ...NEED, evidence: SHOWN }, BECAUSE);
    expect(await ids(NEED.workflow)).not.toContain('plugin/reply-drafter');
    expect(await ids('another-bot')).toContain('plugin/reply-drafter');
  });
});

describe('a verdict', () => {
  test('is one subject, whichever way round its entries are named', () => {
    expect(verdictId(deps, ['a', 'b'])).toBe(verdictId(deps, ['b', 'a', 'b']));
    expect(verdictId(deps, ['a', 'b'])).not.toBe(verdictId(deps, ['a', 'c']));
    const given = { ids: ['b', 'a'], say: 'keep' as const, because: 'x', by: ADMIN };
    expect(verdictChange(deps, given, undefined).change.state).toMatchObject({ ids: ['a', 'b'] });
  });

  test('about other entries says nothing of these', async () => {
    const need = { ...NEED, workflow: 'a', evidence: shown('plugin/b') };
    await rememberAnswer(deps, need, { because: BECAUSE });
    expect([...(await saidToDiffer(deps, 'a', ['plugin/b', 'plugin/c']))]).toEqual(['plugin/b']);
    expect([...(await saidToDiffer(deps, 'b', ['plugin/b']))]).toEqual([]);
    expect([...(await saidToDiffer(deps, 'a', []))]).toEqual([]);
  });

  test('is not given on the workflow of another team, whose name somebody asks for', async () => {
    await registered(deps);
    const need = { ...NEED, by: SALES_LEAD, team: 'team-sales', workflow: 'reply-bot' };
    const evidence = shown('plugin/reply-drafter');
    await rememberAnswer(deps, { ...need, evidence }, { because: BECAUSE });
    expect(await allVerdicts(deps)).toEqual([]);
    await rememberAnswer(
      deps,
      { ...need, by: OWNER, team: 'team-support', evidence },
      { because: BECAUSE },
    );
    expect(await allVerdicts(deps)).toHaveLength(1);
  });

  test('is not given on a workflow and itself', async () => {
    const need = { ...NEED, workflow: 'a', evidence: shown('workflow/a') };
    await rememberAnswer(deps, need, { because: BECAUSE });
    expect(await allVerdicts(deps)).toEqual([]);
  });
});

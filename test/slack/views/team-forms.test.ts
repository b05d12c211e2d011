import { describe, expect, test } from 'vitest';
import {
  choiceInput,
  mergeForm,
  patternsFit,
  renameForm,
  teamForm,
} from '../../../lib/slack/views/team-forms.ts';
import { expectGoodView, HOSTILE, words } from './kit.ts';
import { LARGEST, TEAM } from './team-kit.ts';

const GROUPS = [
  { id: 'S0SUPPORT', name: 'Support (@support)' },
  { id: 'S0SALES', name: 'Sales (@sales)' },
];
const blocksOf = (view: { blocks: readonly { block_id?: string }[] }) =>
  view.blocks.map((block) => block.block_id);
const text = (value: unknown) => JSON.stringify(value);

describe('the form of a team', () => {
  test('a new one asks for an id, an edited one does not', () => {
    const fresh = teamForm({ metadata: '{}', groups: GROUPS });
    const edit = teamForm({ team: TEAM, metadata: '{}', groups: GROUPS });
    expectGoodView(fresh);
    expectGoodView(edit);
    expect(blocksOf(fresh)).toContain('team_id');
    expect(blocksOf(edit)).not.toContain('team_id');
    expect(text(edit)).toContain('"initial_users":["U0OWNER","U0COLLEAGUE"]');
    expect(text(edit)).toContain('"initial_conversation":"C0SUPPORT"');
  });

  test('user groups are offered only where there are any', () => {
    for (const groups of [undefined, []]) {
      const view = teamForm({ metadata: '{}', groups });
      expectGoodView(view);
      expect(blocksOf(view)).not.toContain('team_group');
      expect(blocksOf(view)).not.toContain('team_on_call');
    }
  });

  test('a group that cannot be read any more stays chosen, and can be taken away', () => {
    const team = { ...TEAM, group: 'S0GONE' };
    for (const groups of [undefined, GROUPS]) {
      const view = teamForm({ team, metadata: '{}', groups });
      expectGoodView(view);
      expect(text(view)).toContain('"initial_option":{"text":{"type":"plain_text","text":"S0GONE"');
      expect(text(view)).not.toContain('initial_users');
    }
  });

  test('more groups than a picker holds are written', () => {
    const groups = Array.from({ length: 101 }, (_, at) => ({ id: `S${at}`, name: `Group ${at}` }));
    const view = teamForm({ metadata: '{}', groups });
    expectGoodView(view);
    expect(words(view)).toContain('Write its id (S…).');
  });

  test('the largest fits; what is too long to be edited is not shown and not lost', () => {
    const view = teamForm({ team: LARGEST, metadata: '{}', groups: GROUPS });
    expectGoodView(view);
    expect(patternsFit(LARGEST)).toBe(false);
    expect(patternsFit(TEAM)).toBe(true);
    expect(patternsFit(undefined)).toBe(true);
    expect(blocksOf(view)).not.toContain('team_ci');
    expect(words(view)).toContain('They stay as they are.');
  });
});

describe('merging', () => {
  test('chooses one of the others', () => {
    const view = mergeForm(TEAM, [{ id: 'team-sales', name: 'Sales' }]);
    expectGoodView(view);
    expect(words(view)).toContain('It cannot be undone.');
  });

  test('of more than a hundred the id is written', () => {
    const others = Array.from({ length: 101 }, (_, at) => ({ id: `t${at}`, name: `Team ${at}` }));
    const view = mergeForm(LARGEST, others);
    expectGoodView(view);
    expect(words(view)).toContain('Write the id of the team.');
  });

  test('another id is written', () => {
    expectGoodView(renameForm(TEAM));
    expectGoodView(renameForm(LARGEST));
  });
});

test.each(HOSTILE)('names of %s stay words', (_name, name) => {
  const choice = { id: 'S0X', name };
  expectGoodView(teamForm({ team: { ...TEAM, name }, metadata: '{}', groups: [choice] }));
  expectGoodView(mergeForm({ ...TEAM, name }, [choice]));
  expectGoodView(renameForm({ ...TEAM, name }));
});

test('a choice that is not offered is not chosen', () => {
  expect(text(choiceInput({ block: 'x', label: 'X' }, GROUPS, 'S9'))).not.toContain('initial');
});

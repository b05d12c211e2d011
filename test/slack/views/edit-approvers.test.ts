import { expect, test } from 'vitest';
import type { Approvers } from '../../../lib/core/approvers.ts';
import { approverInputs } from '../../../lib/slack/views/edit-approvers.ts';
import { askingModal } from '../../../lib/slack/views/parts.ts';
import * as kit from './kit.ts';

const TEAMS = [
  { id: 'team-sales', name: 'Sales' },
  { id: 'team-support', name: 'Support' },
];
const inputs = (approvers: Approvers, teams = TEAMS) => {
  const blocks = approverInputs('send_external_email', approvers, 0, teams);
  const asks = { title: 'Edit AI workflow', submit: 'Save', callback: 'x', metadata: '' };
  kit.expectGoodView(askingModal(asks, blocks));
  return blocks;
};

test('people and a team to choose, with those who are named now', () => {
  const [people, team] = inputs({ people: [kit.COLLEAGUE], team: 'team-sales' });
  expect(people).toMatchObject({
    block_id: 'edit_people:0',
    element: { type: 'multi_users_select', initial_users: ['U0COLLEAGUE'] },
  });
  expect(team).toMatchObject({
    block_id: 'edit_team:0',
    optional: true,
    element: { type: 'static_select', initial_option: { value: 'team-sales' } },
  });
});

const hints: [Approvers, string][] = [
  [{}, 'With nobody here and no team, any member of the owning team may.'],
  [{ group: 'S1' }, 'Besides the user group S1.'],
  [{ on_call: true }, 'Besides whoever is on call.'],
  [{ group: 'S1', on_call: true }, 'Besides the user group S1 and whoever is on call.'],
];
test.each(hints)('what the form cannot change is said: %j', (approvers, said) => {
  expect(kit.words(inputs(approvers))).toContain(`${said} Other approvers wait for a review.`);
});

test('a team that is not listed stays to be seen; of very many the id is written', () => {
  const [, alias] = inputs({ team: 'team-old' });
  expect(alias).toMatchObject({ element: { initial_option: { value: 'team-old' } } });
  const many = Array.from({ length: 60 }, (_, n) => ({ id: `team-${n}`, name: `Team ${n}` }));
  const [, written] = inputs({ team: 'team-9' }, many);
  expect(written).toMatchObject({
    element: { type: 'plain_text_input', initial_value: 'team-9' },
  });
  expect(inputs({}, [])[1]).toMatchObject({ element: { type: 'plain_text_input' } });
});

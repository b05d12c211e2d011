import { expect, test } from 'vitest';
import { fromSchema, readFrom } from '../../../lib/slack/read/from.ts';

const body = {
  trigger_id: '1.2',
  user: { id: 'U0OWNER', team_id: 'T0YARD', username: 'owner' },
  team: { id: 'T0YARD' },
  enterprise: null,
};

const by = (spoiled: object) => readFrom(fromSchema.parse({ ...body, ...spoiled }))?.by;

test('the acting person is keyed by home team and user id', () => {
  expect(readFrom(fromSchema.parse(body))).toEqual({
    by: 'T0YARD/U0OWNER',
    name: 'owner',
    triggerId: '1.2',
  });
});

const GRID = { team: { id: 'T0YARD', enterprise_id: 'E0YARD' }, enterprise: { id: 'E0YARD' } };

test.each([
  ['a member of our Enterprise Grid', GRID, 'E0YARD/U0OWNER'],
  [
    'somebody of another organisation in our Enterprise Grid keeps their own',
    { ...GRID, user: { id: 'U0OWNER', team_id: 'T0OTHER' } },
    'T0OTHER/U0OWNER',
  ],
  [
    'somebody of another organisation in our workspace',
    { user: { id: 'U0OWNER', team_id: 'T0OTHER' } },
    'T0OTHER/U0OWNER',
  ],
  ['a payload without the home team', { user: { id: 'U0OWNER' } }, 'T0YARD/U0OWNER'],
  [
    'an organisation-wide installation',
    { team: null, user: { id: 'U0OWNER', team_id: 'E0YARD' } },
    'E0YARD/U0OWNER',
  ],
  ['nobody to be named', { team: null, user: { id: 'U0OWNER' } }, undefined],
  ['an id that Slack does not write', { user: { id: 'U0/OWNER', team_id: 'T0YARD' } }, undefined],
])('%s', (_name, spoiled, key) => {
  expect(by(spoiled)).toBe(key);
});

import { beforeEach, describe, expect, test } from 'vitest';
import { loadTeam } from '../../../lib/acts/standing.ts';
import { tendTeam } from '../../../lib/acts/team-tend.ts';
import { GROUP } from '../../../lib/local/sample/organisation.ts';
import { showHome } from '../../../lib/slack/listen/home.ts';
import { stage } from '../../acts/stage.ts';
import { recordOf, save } from '../../acts/team-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../../kit/people.ts';
import { buttons, words } from '../views/kit.ts';
import { at, metadataOf } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

const CLAIMS = {
  team_id: 'team-claims',
  team_name: 'Claims',
  team_lead: 'U0OWNER',
  team_channel: 'C0CLAIMS',
  team_members: ['U0COLLEAGUE'],
};

describe('the list', () => {
  test('of an admin holds all, of a member the own ones', async () => {
    const all = await at(deps, ADMIN).type('');
    expect(buttons(all)).toEqual(['Open', 'Open', 'Open', 'New Team', 'Import from CSV']);
    const own = await at(deps, COLLEAGUE).type('');
    expect(words(own)).toContain('Support');
    expect(words(own)).not.toContain('Sales');
  });

  test('turns pages in its place', async () => {
    const replies = await at(deps, ADMIN).press('team_list', '20', 'next');
    expect(replies).toMatchObject([{ kind: 'replace' }]);
    expect(await at(deps, ADMIN).press('team_list', 'nonsense')).toMatchObject([
      { kind: 'replace' },
    ]);
  });

  test('is shut to other organisations', async () => {
    expect(await at(deps, OUTSIDER).type('')).toMatchObject([{ kind: 'say' }]);
    expect(await at(deps, OUTSIDER).press('team_list', '0')).toMatchObject([{ kind: 'say' }]);
    expect(await at(deps, OUTSIDER).type('team-support')).toMatchObject([{ kind: 'say' }]);
  });
});

test('one team by its id, and what is none', async () => {
  expect(words(await at(deps, COLLEAGUE).type('team-sales'))).toContain('Sales');
  expect(words(await at(deps, ADMIN).press('team_open', 'team-sales', '0'))).toContain('Sales');
  expect(words(await at(deps, ADMIN).type('x'.repeat(3000)))).toContain('There is no team');
});

describe('a new team', () => {
  test('is created from its form, and shown', async () => {
    const form = await at(deps, ADMIN).press('team_new', 'new');
    // A list below it would lack the new team.
    expect(form).toMatchObject([{ kind: 'replace' }]);
    const said = await at(deps, ADMIN).submit('team_save', CLAIMS, metadataOf(form));
    expect(words(said)).toContain('*Saved.*');
    expect(await recordOf(deps, 'team-claims')).toMatchObject({ members: [OWNER, COLLEAGUE] });
  });

  test('without anything says everything at once, at its fields', async () => {
    const [reply] = await at(deps, ADMIN).submit('team_save', {});
    const errors = reply?.kind === 'errors' ? Object.keys(reply.errors) : [];
    expect(errors).toEqual(['team_id', 'team_name', 'team_channel', 'team_lead']);
  });

  test('is for admins', async () => {
    expect(words(await at(deps, OWNER).press('team_new', 'new'))).toContain('Only platform admins');
    expect(words(await at(deps, OWNER).submit('team_save', CLAIMS))).toContain('Only platform');
  });

  test('takes its members from a user group, and its CI jobs line by line', async () => {
    const ci = 'https://ci.example.com repo:claims/main\n\n https://ci.example.com  repo:claims/*';
    await at(deps, ADMIN).submit('team_save', { ...CLAIMS, team_group: GROUP, team_ci: ci });
    expect(await recordOf(deps, 'team-claims')).toMatchObject({
      group: GROUP,
      ci: [{ subject: 'repo:claims/main' }, { subject: 'repo:claims/*' }],
    });
  });

  test('with a line that is no pattern is told at the field', async () => {
    const spoiled = { ...CLAIMS, team_ci: 'https://ci.example.com' };
    expect(await at(deps, ADMIN).submit('team_save', spoiled)).toMatchObject([
      { kind: 'errors', errors: { team_ci: expect.any(String) } },
    ]);
  });

  test('user groups are offered only where Slack has them', async () => {
    expect(JSON.stringify(await at(deps, ADMIN).press('team_new', 'new'))).toContain(GROUP);
    deps.slack.answers = 'not-granted';
    expect(JSON.stringify(await at(deps, ADMIN).press('team_new', 'new'))).not.toContain(GROUP);
  });
});

describe('an edit', () => {
  const support = {
    team_name: 'Help',
    team_lead: 'U0OWNER',
    team_channel: 'C0SUPPORT',
    team_members: ['U0OWNER', 'U0COLLEAGUE'],
  };

  test('of the lead counts', async () => {
    const form = await at(deps, OWNER).press('team_edit', 'team-support');
    await at(deps, OWNER).submit('team_save', support, metadataOf(form));
    expect((await loadTeam(deps, 'team-support'))?.name).toBe('Help');
  });

  test('that somebody else was quicker with is told', async () => {
    const form = await at(deps, OWNER).press('team_edit', 'team-support');
    const other = await at(deps, ADMIN).press('team_edit', 'team-support');
    await at(deps, ADMIN).submit('team_save', { ...support, team_name: 'Care' }, metadataOf(other));
    const late = await at(deps, OWNER).submit('team_save', support, metadataOf(form));
    expect(words(late)).toContain('Somebody else has just changed Care');
    expect((await loadTeam(deps, 'team-support'))?.name).toBe('Care');
  });

  test('when Slack does not answer keeps the form', async () => {
    const form = await at(deps, OWNER).press('team_edit', 'team-support');
    const spoiled = { ...support, team_lead: 'U0NOBODY' };
    const said = await at(deps, OWNER).submit('team_save', spoiled, metadataOf(form));
    expect(said).toMatchObject([
      { kind: 'errors', errors: { team_lead: expect.stringMatching(/Try again/) } },
    ]);
  });

  test('that takes the user group away keeps the people', async () => {
    await save(deps, { group: GROUP });
    const form = await at(deps, ADMIN).press('team_edit', 'team-claims');
    const { team_id: _, team_members: __, ...rest } = CLAIMS;
    await at(deps, ADMIN).submit('team_save', rest, metadataOf(form));
    const team = await recordOf(deps, 'team-claims');
    expect(team).not.toHaveProperty('group');
    expect(team.members).toEqual([OWNER, COLLEAGUE]);
  });

  test('is not for members, nor for auditors, nor with an old form', async () => {
    for (const by of [COLLEAGUE, AUDITOR]) {
      expect(words(await at(deps, by).press('team_edit', 'team-support'))).toContain(
        'Only the team',
      );
    }
    expect(words(await at(deps, OWNER).submit('team_save', support, 'old'))).toContain('older');
    expect(words(await at(deps, OWNER).press('team_edit', 'nobody'))).toContain('There is no team');
  });
});

describe('looking up members', () => {
  test('says who left, in the same place', async () => {
    deps.change(COLLEAGUE, { deactivated: true });
    const said = await at(deps, OWNER).press('team_refresh', 'team-support');
    expect(said).toMatchObject([{ kind: 'replace' }]);
    expect(words(said)).toContain('1 member has left Slack.');
  });

  test('says what Slack could not', async () => {
    await save(deps, { group: GROUP });
    deps.slack.groups.clear();
    const said = words(await at(deps, ADMIN).press('team_refresh', 'team-claims'));
    expect(said).toContain('Nobody has left Slack.');
    expect(said).toContain('The members stay as they were.');
  });

  test('is not for members', async () => {
    const said = await at(deps, COLLEAGUE).press('team_refresh', 'team-support');
    expect(said).toMatchObject([{ kind: 'say' }]);
  });
});

test('"a team nobody is left in is shown, not forgotten": on the Home of admins', async () => {
  deps.change(SALES_LEAD, { deactivated: true });
  await tendTeam(deps, { kind: 'system', id: 'tests' }, { id: 'team-sales', most: 9 });
  expect(words(await showHome(deps, ADMIN))).toContain('Nobody is left in *Sales*');
  expect(words(await showHome(deps, OWNER))).not.toContain('Nobody is left');
});

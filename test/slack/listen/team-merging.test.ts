import { beforeEach, describe, expect, test } from 'vitest';
import { loadTeam } from '../../../lib/acts/standing.ts';
import { MANIFEST, registered, stage } from '../../acts/stage.ts';
import { recordOf } from '../../acts/team-kit.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { at, metadataOf } from './team-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
});

describe('Merge…', () => {
  const merge = async (into: string, from = 'team-sales') => {
    const form = await at(deps, ADMIN).press('team_merge', from);
    return at(deps, ADMIN).submit('team_merge_form', { team_into: into }, metadataOf(form));
  };

  test('offers the other teams, and says what went along', async () => {
    await registered(deps);
    const form = await at(deps, ADMIN).press('team_merge', 'team-support');
    expect(JSON.stringify(form)).toContain('team-sales');
    expect(JSON.stringify(form)).not.toContain('"value":"team-support"');
    expect(words(await merge('team-sales', 'team-support'))).toContain('1 thing went with it.');
    expect((await loadTeam(deps, 'team-support'))?.id).toBe('team-sales');
  });

  test('with more than goes at once says that the rest follows', async () => {
    await registered(deps);
    for (let n = 0; n < 20; n += 1) {
      await registered(deps, { ...MANIFEST, workflow: `bot-${n}` });
    }
    const said = words(await merge('team-sales', 'team-support'));
    expect(said).toContain('the rest follows within minutes');
    expect(await recordOf(deps, 'team-support')).toMatchObject({ carrying: true });
  });

  test('without a choice, or with one that is none, is told at the field', async () => {
    const error = [{ kind: 'errors', errors: { team_into: expect.any(String) } }];
    expect(await merge('')).toMatchObject(error);
    expect(await merge('team-sales')).toMatchObject(error);
    expect(words(await merge('nobody'))).toContain('There is no team');
  });

  test('is for admins', async () => {
    const press = at(deps, OWNER).press('team_merge', 'team-support');
    expect(words(await press)).toContain('Only platform admins');
    const form = { team_into: 'team-sales' };
    const submit = at(deps, OWNER).submit('team_merge_form', form, 'team-support');
    expect(words(await submit)).toContain('Only platform admins');
  });

  test('of the last team there is none to merge into', async () => {
    await merge('platform');
    await merge('platform', 'team-support');
    const said = await at(deps, ADMIN).press('team_merge', 'platform');
    expect(words(said)).toContain('There is no other team');
  });
});

describe('Change Id…', () => {
  const rename = async (into: string) => {
    const form = await at(deps, ADMIN).press('team_rename', 'team-sales');
    return at(deps, ADMIN).submit('team_rename_form', { team_into: into }, metadataOf(form));
  };

  test('gives the team another id, and the old one goes on working', async () => {
    expect(words(await rename('sales'))).toContain('*Sales* (`sales`)');
    expect((await loadTeam(deps, 'team-sales'))?.id).toBe('sales');
    expect(words(await at(deps, ADMIN).type('team-sales'))).toContain('went into this team');
  });

  test.each(['', 'Sales!', 'team-support'])('"%s" is told at the field', async (into) => {
    expect(await rename(into)).toMatchObject([
      { kind: 'errors', errors: { team_into: expect.any(String) } },
    ]);
  });

  test('is for admins, and for teams that exist', async () => {
    const press = at(deps, OWNER).press('team_rename', 'team-support');
    expect(words(await press)).toContain('Only platform admins');
    expect(words(await at(deps, ADMIN).press('team_rename', 'x'))).toContain('There is no team');
    expect(words(await at(deps, ADMIN).press('team_merge', 'x'))).toContain('There is no team');
  });
});

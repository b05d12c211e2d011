import { beforeEach, expect, test } from 'vitest';
import { readTeam } from '../../../lib/acts/team-save.ts';
import { stage } from '../../acts/stage.ts';
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

const HEADER = 'id;name;lead;channel;members';
const TABLE = `\uFEFF${HEADER}
team-claims;Claims;owner@example.com;C0CLAIMS;colleague@example.com
team-two;=cmd;owner@example.com;C0TWO;
team-three;Three;nobody@example.com;C0THREE;`;

const paste = (text: string) => at(deps, ADMIN).submit('team_paste_form', { team_rows: text });

test('a table is pasted, previewed and imported', async () => {
  const form = await at(deps, ADMIN).press('team_paste', 'paste');
  expect(words(form)).toContain('Paste a table');
  expect(form).toMatchObject([{ kind: 'replace' }]);
  const preview = await paste(TABLE);
  const said = words(preview);
  expect(said).toContain('3 rows: 1 new, 0 changed, 0 as they are, 2 not taken.');
  expect(said).toContain('Line 3, name: It starts with "=" like a formula.');
  expect(said).toContain('Line 4, lead: nobody@example.com: Nobody in this Slack');
  expect(await readTeam(deps, 'team-claims')).toBeUndefined();
  const done = await at(deps, ADMIN).submit('team_import_form', {}, metadataOf(preview));
  expect(words(done)).toContain('*Done.* 3 rows: 1 new');
  expect(await readTeam(deps, 'team-claims')).toMatchObject({ state: { name: 'Claims' } });
});

test('pasted again, what is there stays as it is', async () => {
  const preview = await paste(TABLE);
  await at(deps, ADMIN).submit('team_import_form', {}, metadataOf(preview));
  expect(words(await paste(TABLE))).toContain('0 new, 0 changed, 1 as they are');
});

test.each([
  ['nothing', '', 'The header lacks the column "id"'],
  ['a header alone', HEADER, 'There is no row below the header.'],
  ['no CSV', `${HEADER}\n"x`, 'Line 2 cannot be read as CSV'],
  ['too much', 'x'.repeat(3001), 'yardmaster team import FILE'],
])('%s is told at the field', async (_name, text, say) => {
  expect(await paste(text)).toMatchObject([
    { kind: 'errors', errors: { team_rows: expect.stringContaining(say) } },
  ]);
});

test('a header that lacks a column is told, and nothing is offered', async () => {
  const [reply] = await paste('id,name,channel\nx,X,C1');
  expect(words(reply)).toContain('Line 1, lead: The header lacks the column "lead".');
  expect(reply).not.toHaveProperty('view.submit');
});

test('rows that there is no time for are for later', async () => {
  let asked = 0;
  const slow = {
    ...deps,
    now: () => {
      asked += 1;
      return asked === 1 ? deps.now() : '2026-11-23T09:00:02.000Z';
    },
  };
  const submitted = await at(slow, ADMIN).submit('team_paste_form', { team_rows: TABLE });
  expect(words(submitted)).toContain('Import the file again; what was taken stays.');
});

test('only admins import', async () => {
  expect(words(await at(deps, OWNER).press('team_paste', 'x'))).toContain('Only platform admins');
  const form = at(deps, OWNER).submit('team_paste_form', { team_rows: TABLE });
  expect(words(await form)).toContain('Only platform admins');
  const last = at(deps, OWNER).submit('team_import_form', {}, TABLE);
  expect(words(await last)).toContain('Only platform admins');
  const broken = at(deps, ADMIN).submit('team_import_form', {}, `${HEADER}\n"x`);
  expect(words(await broken)).toContain('cannot be read');
});

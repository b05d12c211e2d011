import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOrganisationFile } from '../../lib/local/organisation-file.ts';

const HOME = 'T0HOME';
const organisation = {
  name: 'Harbour',
  admins: ['T0HOME/U0ADMIN'],
  auditors: ['T0HOME/U0AUDITOR'],
  platformTeam: 'platform',
  platformChannel: 'C0PLATFORM',
  catalogChannel: 'C0CATALOG',
  timeZone: 'Europe/Berlin',
};
const team = {
  id: 'team-support',
  name: 'Support',
  lead: 'T0HOME/U0LEAD',
  members: ['T0HOME/U0LEAD', 'T0HOME/U0MEMBER'],
  channel: 'C0SUPPORT',
};
const perfect = { organisation, teams: [team] };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardmaster-organisation-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('reads who is who, and takes the home from the workspace and not from the file', () => {
  expect(read(JSON.stringify(perfect))).toEqual({
    organisation: { ...organisation, home: HOME },
    teams: [team],
  });
});

test('reads the example that the documentation shows', () => {
  const example = readOrganisationFile('examples/organisation.json', 'T01EXAMPLE');
  expect(example.teams.map((one) => one.id)).toContain(example.organisation.platformTeam);
});

const spoiled: [string, unknown, string][] = [
  ['no teams', { organisation }, 'teams: '],
  ['an unknown key', { ...perfect, admins: [] }, 'Unrecognized key: "admins"'],
  [
    'a person without an organisation',
    { ...perfect, organisation: { ...organisation, admins: ['U0ADMIN'] } },
    'organisation.admins.0: a person is written T…/U…',
  ],
  [
    'a team id with capitals',
    { ...perfect, teams: [{ ...team, id: 'Team' }] },
    'teams.0.id: use lower-case letters, digits and hyphens',
  ],
];

test.each(spoiled)('refuses %s and says where', (_, file, sentence) => {
  expect(() => read(JSON.stringify(file))).toThrow(sentence);
});

const stranger = 'T0OTHER/U0STRANGER';
const withStranger: [string, unknown][] = [
  ['an admin', { ...perfect, organisation: { ...organisation, admins: [stranger] } }],
  ['an auditor', { ...perfect, organisation: { ...organisation, auditors: [stranger] } }],
  ['a member', { ...perfect, teams: [{ ...team, members: [...team.members, stranger] }] }],
  ['a lead', { ...perfect, teams: [{ ...team, lead: stranger }] }],
];

test.each(withStranger)('refuses %s from another workspace, by name', (_, file) => {
  expect(() => read(JSON.stringify(file))).toThrow(
    `names ${stranger}, who is not of ${HOME}, the workspace of the token`,
  );
});

test('says of every problem where it is, in one error', () => {
  const file = { organisation: { ...organisation, name: 7 }, teams: [{ ...team, lead: 'nobody' }] };
  expect(() => read(JSON.stringify(file))).toThrow(/organisation\.name: .*\n.*teams\.0\.lead: /);
});

test('names a file that is no JSON, and one that is not there', () => {
  expect(() => read('{')).toThrow(/organisation\.json is no JSON/);
  expect(() => readOrganisationFile(join(folder, 'none.json'), HOME)).toThrow(/none\.json/);
});

function read(text: string) {
  const file = join(folder, 'organisation.json');
  writeFileSync(file, text);
  return readOrganisationFile(file, HOME);
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, openWorld, type World } from '../api/world.ts';
import { terminal } from './terminal.ts';

let world: World;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  token = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

const FILE = {
  kind: 'connector',
  name: 'mail',
  owner: 'team-support',
  version: '1.0.0',
  title: 'Mail',
  description: 'Sends mails to customers.',
  surface: { scopes: ['mail.send'] },
  terms: { scope_actions: { 'mail.send': ['send_external_email'] }, license: 'Apache-2.0' },
};

function keyboard(file: unknown = FILE) {
  const { write, type } = terminal((request) => world.api.fetch(request));
  write('release.json', JSON.stringify(file));
  const env = { YARDMASTER_TOKEN: token, YARDMASTER_URL: 'http://127.0.0.1:4601' };
  return (...args: string[]) => type(args, env);
}

describe('publish', () => {
  test('says first what would be, then does it, then that it is done', async () => {
    const type = keyboard();
    const dry = await type('publish', 'release.json', '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(
      /^connector\/mail 1\.0\.0 would be published for team-support\. Nothing is written yet\.\nFingerprint: [0-9a-f]{32}\nIt is the first version:\n {2}\+ Adds the scope mail\.send\n/,
    );
    expect((await type('show', 'connector/mail')).code).toBe(1);
    const done = await type('publish', 'release.json');
    expect(done.out).toContain('connector/mail 1.0.0 is published for team-support.');
    expect((await type('publish', 'release.json')).out).toContain(
      'connector/mail 1.0.0 is published already, just as it stands here.',
    );
  });

  test('tells the newest what differs, and which one stays the newest', async () => {
    const surface = { scopes: ['mail.send', 'mail.read'] };
    const next = await keyboard({ ...FILE, version: '1.1.0', surface })('publish', 'release.json');
    expect(next.out).toContain('Against connector/mail 1.0.0:\n  + Adds the scope mail.read');
    const old = await keyboard({ ...FILE, version: '1.0.1' })('publish', 'release.json');
    expect(old.out).toContain('The newest stays 1.1.0.');
    expect(old.out).toContain('  - Drops the scope mail.read');
  });

  test('prints JSON, and every problem of the file', async () => {
    const json = await keyboard()('publish', 'release.json', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      outcome: 'unchanged',
      component: 'connector/mail',
    });
    const bad = await keyboard({ ...FILE, version: '0.1', title: '' })('publish', 'release.json');
    expect(bad).toMatchObject({ code: 1, out: '' });
    expect(bad.err).toContain('Write "0.1.0" instead.');
  });

  test.each([[{}], [{ kind: 'gadget', name: 'mail' }], [[]], ['text']])(
    'a file that is no release of anything is the command line’s: %j',
    async (file) => {
      const ran = await keyboard(file)('publish', 'release.json');
      expect(ran.code).toBe(2);
      expect(ran.err).toContain('Write "kind" (plugin, connector, skill, block) and "name".');
    },
  );
});

describe('diff', () => {
  test('of two versions says what more, what less and what else', async () => {
    const type = keyboard();
    const ran = await type('diff', 'connector/mail@1.0.0', '1.1.0');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toBe(
      'connector/mail 1.1.0 against connector/mail 1.0.0:\n  + Adds the scope mail.read\n',
    );
    expect((await type('diff', 'connector/mail')).out).toContain('against connector/mail 1.0.1');
    expect((await type('diff', 'connector/mail', '1.0.0')).out).toContain('is the first version');
    const same = await type('diff', 'connector/mail@1.0.0', '1.0.1');
    expect(same.out).toContain('Both may touch and use exactly the same.');
    const json = await type('diff', 'connector/mail@1.0.0', '1.1.0', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      same_permissions: false,
      changes: [{ effect: 'adds' }],
    });
  });

  test('says what is wrong with a version', async () => {
    const type = keyboard();
    expect((await type('diff', 'connector/mail@v1', '1.1.0')).err).toContain('Write "1.0.0"');
    expect((await type('diff', 'connector/mail@origin')).err).toContain('no copy');
  });

  test('of a workflow needs its manifest, and says how a component is written', async () => {
    const ran = await keyboard()('diff', 'mail');
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('plugin/mail');
    expect((await keyboard()('diff', '--help')).out).toContain('A copy and its origin:');
  });
});

test('show tells of a component what its publisher says', async () => {
  const terms = {
    ...{ model_default: 'small-model', task_class: 'high-volume', license: 'MIT' },
    known_failures: ['Attachments over 20 MB'],
  };
  const derived_from = { component: 'plugin/reply-drafter', version: '3.2.4' };
  const file = { ...FILE, kind: 'plugin', name: 'our-drafter', terms, derived_from };
  const type = keyboard(file);
  expect((await type('publish', 'release.json')).code).toBe(0);
  const shown = (await type('show', 'plugin/our-drafter')).out;
  expect(shown).toContain('For its own team.');
  expect(shown).toContain('A copy of plugin/reply-drafter 3.2.4.');
  expect(shown).toContain('Model: small-model\nMade for: high-volume work\nLicence: MIT');
  expect(shown).toContain('Known to fail at:\n  Attachments over 20 MB');
  const mail = (await type('show', 'connector/mail')).out;
  expect(mail).toContain('What its scopes and tools let happen:\n  mail.send: send_external_email');
});

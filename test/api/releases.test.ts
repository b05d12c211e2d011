import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { componentAnswerSchema } from '../../lib/contract/catalog.ts';
import { publishOperation, releaseDiffOperation } from '../../lib/contract/releases.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ciKey } from '../acts/keys-kit.ts';
import { bearer, loginOf, openWorld, post, refusal, type World } from './world.ts';

let world: World;
let owner: string;
beforeAll(async () => {
  world = await openWorld();
  owner = await loginOf(world.deps, PEOPLE.owner);
});
afterAll(() => world.stop());

/** A perfect release file; tests spoil one field. */
const FILE = {
  kind: 'connector',
  name: 'mail',
  owner: 'team-support',
  version: '1.0.0',
  title: 'Mail',
  description: 'Sends mails to customers.',
  surface: { scopes: ['mail.send'], systems: ['mail'] },
  uses: [{ skill: 'tone-brand-voice', version: '2.0.x' }],
  terms: {
    scope_actions: { 'mail.send': ['send_external_email'] },
    license: 'Apache-2.0',
    known_failures: ['Attachments over 20 MB'],
  },
};

const send = (body: unknown, place = 'connector/mail', token: string | undefined = owner) =>
  world.api.request(`/v1/components/${place}/releases`, post(token, body));

async function published(body: unknown, place?: string) {
  const response = await send(body, place);
  return {
    status: response.status,
    location: response.headers.get('location'),
    answer: publishOperation.answer.parse(await response.json()),
  };
}

async function differing(query: string, place = 'connector/mail') {
  const response = await world.api.request(`/v1/components/${place}/diff?${query}`, bearer(owner));
  return releaseDiffOperation.answer.parse(await response.json());
}

describe('a release of a team', () => {
  test('is published once, and shown with its component', async () => {
    const first = await published(FILE);
    expect(first).toMatchObject({
      status: 201,
      location: '/v1/components/connector/mail',
      answer: {
        outcome: 'published',
        ...{ component: 'connector/mail', version: '1.0.0', latest: '1.0.0' },
        ...{ team: 'team-support', visibility: 'team', warnings: [] },
        surface: { actions: ['send_external_email'] },
      },
    });
    expect(first.answer.against).toBeUndefined();
    expect(await published(FILE)).toMatchObject({ status: 200, answer: { outcome: 'unchanged' } });
    const response = await world.api.request('/v1/components/connector/mail', bearer(owner));
    expect(componentAnswerSchema.parse(await response.json())).toMatchObject({
      visibility: 'team',
      releases: [{ version: '1.0.0', terms: FILE.terms, fingerprint: first.answer.fingerprint }],
    });
  });

  test('as a dry run says what it would be and is not there after it', async () => {
    const next = { ...FILE, version: '1.1.0', surface: { scopes: ['mail.send'] } };
    const response = await world.api.request(
      '/v1/components/connector/mail/releases?dry_run=yes',
      post(owner, next),
    );
    expect(response.status).toBe(200);
    expect(publishOperation.answer.parse(await response.json())).toMatchObject({
      outcome: 'would-publish',
      against: { component: 'connector/mail', version: '1.0.0' },
      changes: [{ field: 'systems', effect: 'drops', say: 'Drops the system mail' }],
    });
    const gone = refusal(
      world.api.request('/v1/components/connector/mail/diff?to=1.1.0', bearer(owner)),
    );
    expect(await gone).toMatchObject({ status: 404, why: 'no-version' });
  });

  test('may leave kind and name to the address, and say no others', async () => {
    const { kind: _, name: __, ...file } = FILE;
    expect((await published(file)).answer.outcome).toBe('unchanged');
    expect(await refusal(send(FILE, 'skill/other'))).toMatchObject({
      status: 422,
      why: 'bad-release',
      errors: [{ field: 'kind' }, { field: 'name' }],
    });
  });

  test('that copies another says so, with the difference', async () => {
    const derived_from = { component: 'plugin/reply-drafter', version: '3.2.4' };
    const copy = { ...FILE, kind: 'plugin', name: 'our-drafter', terms: {}, derived_from };
    const place = 'plugin/our-drafter';
    expect((await published(copy, place)).answer.against).toEqual(derived_from);
    const response = await world.api.request(`/v1/components/${place}`, bearer(owner));
    expect(componentAnswerSchema.parse(await response.json())).toMatchObject({ derived_from });
    expect(await differing('from=origin', place)).toMatchObject({
      from: derived_from,
      to: { component: place, version: '1.0.0' },
      same_permissions: false,
    });
  });
});

describe('what is refused', () => {
  test.each([
    [{ ...FILE, version: '2024.08.01' }, 422, 'bad-release', 'Write "2024.8.1" instead.'],
    [{ ...FILE, version: 'main' }, 422, 'bad-release', 'names have no order'],
    [
      { ...FILE, uses: [{ skill: 'tone-brand-voice', version: 'workspace:^2' }] },
      409,
      'new-version-needed',
      'instead of 2.0.x',
    ],
    [
      { ...FILE, version: '1.0.1', uses: [{ skill: 'tone-brand-voice', version: '1 | 2' }] },
      422,
      'bad-release',
      'Write "2.0.x" instead',
    ],
    [
      { ...FILE, version: '1.0.0+two' },
      409,
      'new-version-needed',
      'Give it a new version, like "1.0.1".',
    ],
    [{ ...FILE, version: '1.0.1', owner: 'team-none' }, 422, 'no-team', 'There is no team'],
    [
      { ...FILE, version: '1.0.1', description: 'x'.repeat(6000) },
      422,
      'bad-release',
      '6000 characters',
    ],
    [{ ...FILE, version: '1.0.1', title: 'M\u0430il' }, 422, 'bad-release', 'Latin and Cyrillic'],
    [
      { ...FILE, version: '1.0.1', visibility: 'shared' },
      422,
      'bad-release',
      'unknown: visibility',
    ],
    [[], 422, 'bad-release', ''],
  ])('%j', async (file, status, why, says) => {
    const said = await refusal(send(file));
    expect(said).toMatchObject({ status, why });
    expect(said.detail).toContain(says);
  });

  test('a name that looks like another', async () => {
    const file = { ...FILE, name: 'crm-read0nly' };
    expect(await refusal(send(file, 'connector/crm-read0nly'))).toMatchObject({
      status: 409,
      why: 'looks-alike',
    });
  });

  test("another team's CI", async () => {
    const key = await ciKey(world.deps);
    const theirs = { ...FILE, name: 'post', owner: 'team-sales' };
    const said = await refusal(send(theirs, 'connector/post', key));
    expect(said).toMatchObject({ status: 403, why: 'not-allowed' });
    const own = await send({ ...theirs, owner: 'team-support' }, 'connector/post', key);
    expect(own.status).toBe(201);
  });

  test('somebody of another team, and nobody', async () => {
    const sales = await loginOf(world.deps, PEOPLE.salesLead);
    const next = { ...FILE, version: '1.0.1' };
    expect(await refusal(send(next, 'connector/mail', sales))).toMatchObject({ status: 403 });
    const open = world.api.request('/v1/components/connector/mail/releases', post(undefined, next));
    expect(await refusal(open)).toMatchObject({ status: 401 });
    expect(await refusal(send(next, 'connector/mail', world.key))).toMatchObject({ status: 403 });
  });

  test.each(['gadget/mail', 'connector/MAIL'])('an address that is none: %s', async (place) => {
    expect(await refusal(send(FILE, place))).toMatchObject({ status: 422, why: 'invalid' });
  });
});

describe('the difference between two versions', () => {
  test('is told in words, with whether permissions differ', async () => {
    const terms = { ...FILE.terms, license: 'MIT' };
    await published({ ...FILE, version: '1.0.1', terms });
    expect(await differing('')).toEqual({
      from: { component: 'connector/mail', version: '1.0.0' },
      to: { component: 'connector/mail', version: '1.0.1' },
      same_permissions: true,
      changes: [
        { field: 'license', effect: 'changes', say: 'Changes the licence from Apache-2.0 to MIT' },
      ],
    });
    expect((await differing('from=1.0.1&to=1.0.1')).changes).toEqual([]);
  });

  test.each([
    ['connector/mail/diff?from=1.0', 422, 'bad-version'],
    ['connector/mail/diff?from=9.0.0', 404, 'no-version'],
    ['connector/mail/diff?from=origin', 404, 'no-version'],
    ['connector/none/diff', 404, 'no-component'],
    ['connector/mail/diff?version=1', 422, 'invalid'],
  ])('%s is refused', async (path, status, why) => {
    const said = refusal(world.api.request(`/v1/components/${path}`, bearer(owner)));
    expect(await said).toMatchObject({ status, why });
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { askBodySchema } from '../../lib/contract/approvals.ts';
import { ASK, openWorld, post, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const { arguments: _, ...REST } = ASK;

/** Asks with arguments given as JSON text, so that nothing on our side mends them. */
function ask(key: string, args: string) {
  const rest = JSON.stringify({ ...REST, idempotency_key: key });
  return world.api.request(
    '/v1/approvals',
    post(world.key, `${rest.slice(0, -1)},"arguments":${args}}`),
  );
}

async function digest(key: string, args: string): Promise<string> {
  const response = await ask(key, args);
  expect(response.status).toBe(201);
  return JSON.parse(await response.text()).digest;
}

test('keys in another order give the same digest', async () => {
  const one = await digest('order-1', '{"to":"a","deep":{"x":1,"y":[2,3]}}');
  expect(await digest('order-2', '{"deep":{"y":[2,3],"x":1.0},"to":"a"}')).toBe(one);
});

test('one changed number gives another digest', async () => {
  const one = await digest('number-1', '{"to":"a","amount":100}');
  expect(await digest('number-2', '{"to":"a","amount":101}')).not.toBe(one);
});

test.each([
  ['an own __proto__', '{"__proto__":{"to":"b"}}', 'payload-unsafe', 422],
  ['a deep __proto__', '{"a":[{"__proto__":1}]}', 'payload-unsafe', 422],
  ['a constructor', '{"constructor":{}}', 'payload-unsafe', 422],
  ['a lone surrogate', '{"to":"\\ud800"}', 'payload-unsafe', 422],
  ['a lone surrogate as key', '{"\\udc00":1}', 'payload-unsafe', 422],
  ['1,000 levels of lists', `${'['.repeat(1000)}${']'.repeat(1000)}`, 'payload-too-deep', 422],
  [
    '1,000 levels of objects',
    `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
    'payload-too-deep',
    422,
  ],
  ['200,000 levels', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'payload-too-deep', 422],
  ['more than 32 KB', JSON.stringify('x'.repeat(33 * 1024)), 'payload-too-large', 413],
])(
  'arguments with %s reach the rule unharmed, which refuses them',
  async (_name, args, why, status) => {
    expect(await refusal(ask('never', args))).toMatchObject({ why, status });
  },
);

test('32 KB are accepted', async () => {
  expect((await ask('large', JSON.stringify('x'.repeat(32 * 1024 - 2)))).status).toBe(201);
});

test.each(['null', 'false', '0', '""', '[]'])('%s are arguments too', async (args) => {
  expect((await ask(`plain-${args}`, args)).status).toBe(201);
});

test('the contract hands the very same arguments on', () => {
  const args: unknown = JSON.parse('{"__proto__":{"x":1},"b":[{"__proto__":2}]}');
  const parsed = askBodySchema.parse({ ...ASK, arguments: args });
  expect(parsed.arguments).toBe(args);
  expect(Object.keys(Object(parsed.arguments))).toEqual(['__proto__', 'b']);
});

test('a __proto__ beside the arguments changes nothing', async () => {
  const body = `{"__proto__":{"target":"b"},${JSON.stringify(ASK).slice(1)}`;
  const said = await refusal(world.api.request('/v1/approvals', post(world.key, body)));
  expect(said).toMatchObject({ status: 422, why: 'invalid' });
  expect(said.detail).toContain('__proto__');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaDocument } from '../../lib/contract/schemas.ts';
import { registeredSchema } from '../../lib/contract/workflows.ts';
import { PEOPLE } from '../../lib/local/sample/organisation.ts';
import { loginOf, MANIFEST_TEXT, openWorld, post, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

test('anybody reads the schema of a manifest, as a JSON Schema', async () => {
  const response = await world.api.request('/v1/schemas/manifest.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/schema+json');
  expect(await response.json()).toEqual(schemaDocument('manifest', world.deps.settings.baseUrl));
});

test('the schema shows how an action may be approved', () => {
  const text = JSON.stringify(schemaDocument('manifest', ''));
  for (const field of ['"approvers"', '"on_call"', '"step_up"', '"minProperties":1']) {
    expect(text).toContain(field);
  }
});

test('the document describes the same fields as the schema', async () => {
  const response = await world.api.request('/v1/openapi.json');
  const { paths } = JSON.parse(await response.text());
  const { schema } = paths['/v1/workflows'].post.requestBody.content['application/json'];
  const { properties, required } = schemaDocument('manifest', '');
  expect(Object.keys(schema.properties)).toEqual(Object.keys(Object(properties)));
  expect(schema.required).toEqual(required);
});

test('a manifest that names its schema is the manifest without it', async () => {
  const owner = await loginOf(world.deps, PEOPLE.owner);
  const named = { $schema: 'manifest.schema.json', ...JSON.parse(MANIFEST_TEXT) };
  const response = await world.api.request('/v1/workflows', post(owner, named));
  const { outcome, workflow } = registeredSchema.parse(await response.json());
  expect(outcome).toBe('unchanged');
  expect(workflow.manifest).toEqual(JSON.parse(MANIFEST_TEXT));
});

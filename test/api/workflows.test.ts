import { beforeAll, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { registeredSchema, workflowAnswerSchema } from '../../lib/contract/workflows.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { publish, REPLY_CATALOG } from '../kit/catalog.ts';
import { testDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { bearer, loginOf, MANIFEST_TEXT, post, refusal } from './world.ts';

const engine = engineOfFile();
let api: ReturnType<typeof createApi>;
let owner: string;
let outsiders: string[];

beforeAll(async () => {
  const deps = await testDeps(engine());
  await publish(deps, REPLY_CATALOG);
  api = createApi(deps);
  owner = await loginOf(deps, PEOPLE.owner);
  outsiders = [await loginOf(deps, PEOPLE.salesLead), await loginOf(deps, PEOPLE.auditor)];
});

const MANIFEST = JSON.parse(MANIFEST_TEXT);

function register(body: unknown, token = owner) {
  return api.request('/v1/workflows', post(token, body));
}

test('the manifest of the plan registers exactly as printed, once', async () => {
  const first = await register(MANIFEST_TEXT);
  expect(first.status).toBe(201);
  const { outcome, workflow } = registeredSchema.parse(await first.json());
  expect(outcome).toBe('registered');
  expect(workflow).toMatchObject({
    id: 'support-reply-drafter',
    status: 'active',
    home: 'repo',
    owner: keyOf(PEOPLE.owner),
    manifest: MANIFEST,
  });
  expect(workflow.locks.map((one) => one.version)).toEqual(['3.2.4', '1.4.0', '2.0.1']);
  const again = await register(MANIFEST_TEXT);
  expect(again.status).toBe(200);
  expect(registeredSchema.parse(await again.json()).outcome).toBe('unchanged');
  const shown = await api.request('/v1/workflows/support-reply-drafter', bearer(owner));
  const model = {
    name: 'claude-sonnet-4.6',
    say: 'claude-sonnet-4.6, named by the workflow itself.',
  };
  const running = workflow.locks.map(({ component, version: locked }) => ({ component, locked }));
  const said = { model, advisory: [], findings: { drift: [], running } };
  expect(workflowAnswerSchema.parse(await shown.json())).toEqual({ ...workflow, ...said });
});

const { plugin, skill } = { plugin: 'reply-drafter', skill: 'tone-brand-voice' };
const manyPins = Array.from({ length: 41 }, () => ({ skill, version: '2.0.x' }));

const gate = (rule: object) => ({ gates: { send_external_email: rule } });

test.each([
  ['an unknown key', { colour: 'red' }, 'manifest', /unknown: colour.*Known fields/],
  [
    'approvers who are nobody',
    gate({ approvers: { team: 'team-none' } }),
    'gates.send_external_email.approvers',
    /There is no team "team-none"\./,
  ],
  [
    'a fresh login that nobody could check',
    gate({ step_up: true }),
    'gates.send_external_email.step_up',
    /needs an identity provider, and your organisation has none\. Ask a platform admin/,
  ],
  [
    'a wide pin',
    { uses: [{ plugin, version: '^3.2.0' }] },
    'uses[0].version',
    /is wider than one minor version\. Write "3\.2\.x" instead\.$/,
  ],
  [
    'any version at all',
    { uses: [{ plugin, version: '*' }] },
    'uses[0].version',
    /has no upper end, so it moves by itself\. Write "3\.2\.x" instead\.$/,
  ],
  [
    'no range',
    { uses: [{ plugin, version: 'newest' }] },
    'uses[0]',
    /is no version range.* Write "3\.2\.x", for example\.$/,
  ],
  ['an unknown component', { uses: [{ plugin: 'nothing', version: '1.0.x' }] }, 'uses[0]', /./],
  ['an unmet range', { uses: [{ plugin, version: '9.9.x' }] }, 'uses[0]', /./],
  ['41 pins', { uses: manyPins }, 'uses', /40/],
  ['no pins', { uses: [] }, 'uses', /at least one/],
  ['two kinds in a pin', { uses: [{ plugin, skill, version: '2.0.x' }] }, 'uses[0]', /one of/],
  ['a name in capitals', { workflow: 'Support' }, 'workflow', /lower-case/],
])('refuses %s and names the field', async (_name, change, field, message) => {
  const said = await refusal(register({ ...MANIFEST, workflow: 'spoiled', ...change }));
  expect(said).toMatchObject({ status: 422, why: 'bad-manifest' });
  const [first] = said.errors ?? [];
  expect(first?.field.startsWith(field)).toBe(true);
  expect(first?.message).toMatch(message);
});

test('names every broken field at once', async () => {
  const said = await refusal(register({ ...MANIFEST, workflow: 'NO', owner: 'NO', uses: [] }));
  expect(said.errors?.map((one) => one.field)).toEqual(['workflow', 'owner', 'uses']);
});

test.each(['[]', '"text"', 'null', '7'])(
  'JSON that is no manifest (%s) is refused',
  async (text) => {
    expect(await refusal(register(text))).toMatchObject({ status: 422, why: 'bad-manifest' });
  },
);

test('a __proto__ in a manifest is an unknown field', async () => {
  const said = await refusal(
    register(`{"__proto__":{"owner":"x"},${MANIFEST_TEXT.trim().slice(1)}`),
  );
  expect(said).toMatchObject({ status: 422, why: 'bad-manifest' });
});

test('an owner that is no team is refused', async () => {
  const said = await refusal(register({ ...MANIFEST, workflow: 'w', owner: 'team-nowhere' }));
  expect(said).toMatchObject({ status: 422, why: 'no-team' });
});

test("only the team's members register for it", async () => {
  for (const token of outsiders) {
    const said = await refusal(register({ ...MANIFEST, workflow: 'theirs' }, token));
    expect(said).toMatchObject({ status: 403, why: 'not-allowed' });
  }
});

test('an unknown workflow is 404', async () => {
  const said = refusal(api.request('/v1/workflows/none', bearer(owner)));
  expect(await said).toMatchObject({ status: 404, why: 'no-workflow' });
});

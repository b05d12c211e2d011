import { beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { explainGatesOperation } from '../../lib/contract/gates.ts';
import { keyOf, PEOPLE } from '../../lib/local/sample/organisation.ts';
import { ciKey } from '../acts/keys-kit.ts';
import { claimed, MANIFEST, registered, stage } from '../acts/stage.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE } from '../kit/people.ts';
import { loginOf, post, refusal } from './world.ts';

const engine = engineOfFile();
let deps: TestDeps;
let api: ReturnType<typeof createApi>;
let owner: string;
beforeAll(async () => {
  deps = await stage(engine());
  api = createApi(deps);
  await registered(deps);
  owner = await loginOf(deps, PEOPLE.owner);
});

const explain = (body: unknown, token = owner, query = '') =>
  api.request(`/v1/gates/explain${query}`, post(token, body));
const read = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  expect(response.status).toBe(200);
  return explainGatesOperation.answer.parse(await response.json());
};

describe('explaining gates', () => {
  test('says who would be asked', async () => {
    expect(await read(explain(MANIFEST))).toMatchObject({
      workflow: MANIFEST.workflow,
      baseline: 1,
      problems: [],
      gates: [
        {
          action: 'send_external_email',
          enough: true,
          stages: [{ of: 'baseline', via: 'team', asked: [COLLEAGUE] }],
          excluded: [{ person: keyOf(PEOPLE.owner), why: 'last-editor' }],
        },
      ],
    });
  });

  test('is open to CI jobs, and closed to agents and to strangers', async () => {
    expect((await read(explain(MANIFEST, await ciKey(deps)))).gates).toHaveLength(1);
    expect(await refusal(explain(MANIFEST, await claimed(deps)))).toMatchObject({ status: 403 });
    expect(await refusal(explain(MANIFEST, ''))).toMatchObject({ why: 'unauthenticated' });
  });

  test('names the people of a team to its own CI alone', async () => {
    const theirs = { ...MANIFEST, workflow: 'quote-bot', owner: 'team-sales' };
    const refused = refusal(explain(theirs, await ciKey(deps)));
    expect(await refused).toMatchObject({ status: 403, why: 'not-allowed' });
    expect((await read(explain(theirs))).gates).toHaveLength(1);
  });

  test('answers with every problem of the manifest', async () => {
    expect(await read(explain({ ...MANIFEST, owner: 7 }))).toMatchObject({
      gates: [],
      problems: [{ field: 'owner' }],
    });
  });

  test('refuses an action that no gate is before, and a team that is not there', async () => {
    const query = '?action=send_mail';
    expect(await refusal(explain(MANIFEST, owner, query))).toMatchObject({ why: 'unknown-action' });
    const astray = { ...MANIFEST, owner: 'team-none' };
    expect(await refusal(explain(astray))).toMatchObject({ why: 'no-team' });
  });
});

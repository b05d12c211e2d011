import { beforeEach, describe, expect, test } from 'vitest';
import { judge } from '../../lib/acts/duplicates.ts';
import { noteUse } from '../../lib/acts/seen.ts';
import { showComponent, showWorkflow } from '../../lib/acts/show.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { emptySurface } from '../../lib/core/marketplace/draft.ts';
import { draft, publish } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { declare, SECRET } from './lease-kit.ts';
import { claimed, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
});

describe('a workflow', () => {
  test('is shown to its team with the last use of its key', async () => {
    await claimed(deps);
    const key = (await loadWorkflow(deps, 'reply-bot'))?.state.keys?.[0]?.id ?? '';
    expect(await showWorkflow(deps, OWNER, 'reply-bot')).toMatchObject({ lastUse: undefined });
    await noteUse(deps, 'workflow/reply-bot', key);
    expect(await showWorkflow(deps, OWNER, 'reply-bot')).toMatchObject({
      kind: 'workflow',
      gated: ['send_external_email'],
      lastUse: deps.now(),
      may: { edit: true, log: true, retire: true },
      log: 'http://127.0.0.1:4601/v1/log?subject=workflow/reply-bot',
    });
  });

  test('is shown to colleagues without that, and auditors change nothing', async () => {
    await claimed(deps);
    expect(await showWorkflow(deps, SALES_LEAD, 'reply-bot')).toMatchObject({
      lastUse: undefined,
      may: { edit: false, log: false, retire: false },
    });
    expect(await showWorkflow(deps, AUDITOR, 'reply-bot')).toMatchObject({
      may: { edit: false, log: true, retire: false },
    });
  });

  test('says where a gate is only advice', async () => {
    const surface = { ...emptySurface(), scopes: ['mail.send'], actions: ['send_external_email'] };
    await publish(deps, [draft({ kind: 'connector', name: 'mail', version: '1.0.0', surface })]);
    const uses = [...MANIFEST.uses, { connector: 'mail', version: '1.0.0' }];
    const { id } = await registered(deps, { ...MANIFEST, workflow: 'mailing', uses });
    const say = expect.stringContaining('Advisory gate: connector/mail does not say which scope');
    expect(await showWorkflow(deps, OWNER, id)).toMatchObject({ advisory: [say] });
    expect(await showWorkflow(deps, OWNER, 'reply-bot')).toMatchObject({ advisory: [] });
  });

  test('has the log that its manifest names', async () => {
    const audit_logs = 'https://logs.example/reply';
    await registered(deps, { ...MANIFEST, workflow: 'logged', audit_logs });
    expect(await showWorkflow(deps, OWNER, 'logged')).toMatchObject({ log: audit_logs });
  });

  test.each([
    ['none', OWNER, 'no-workflow'],
    ['reply-bot', OUTSIDER, 'not-allowed'],
  ])('%s for %s is refused: %s', async (id, by, why) => {
    expect(await showWorkflow(deps, by, id)).toMatchObject({ why });
  });
});

describe('a component', () => {
  test('is shown with its versions, newest first, and who uses it', async () => {
    await publish(deps, [draft({ kind: 'skill', name: 'tone-brand-voice', version: '2.1.0' })]);
    await registered(deps, { ...MANIFEST, workflow: 'other' });
    const shown = await showComponent(deps, SALES_LEAD, 'skill/tone-brand-voice');
    if (shown.kind === 'refused') throw new Error(shown.say);
    expect(shown.releases.map((one) => one.version)).toEqual(['2.1.0', '2.0.1']);
    expect(shown).toMatchObject({ workflows: 2, teams: 1 });
  });

  test.each([
    ['skill/none', OWNER, 'no-component'],
    ['skill/tone-brand-voice', OUTSIDER, 'not-allowed'],
  ])('%s for %s is refused: %s', async (id, by, why) => {
    expect(await showComponent(deps, by, id)).toMatchObject({ why });
  });
});

test('a connector says of which kind its credentials are, once somebody said so', async () => {
  const shown = () => showComponent(deps, OWNER, 'connector/crm-readonly');
  expect(await shown()).toMatchObject({ credentials: undefined });
  await declare(deps, 'crm-readonly', SECRET);
  const page = await shown();
  expect(page).toMatchObject({ credentials: 'secret' });
  expect(JSON.stringify(page)).not.toContain('local:crm');
});

test('both say what was judged to do the same job, and nothing of what was kept', async () => {
  const ids = ['workflow/reply-bot', 'plugin/reply-drafter'] as const;
  const [workflow, plugin] = ids;
  const same = { say: 'same', best: plugin, because: 'It is reviewed.' } as const;
  const job = { best: plugin, because: 'It is reviewed.' };
  const shownNow = () =>
    Promise.all([showWorkflow(deps, OWNER, 'reply-bot'), showComponent(deps, OWNER, plugin)]);
  expect(await shownNow()).toMatchObject([{ sameJob: [] }, { sameJob: [] }]);
  await judge(deps, ADMIN, ids, same);
  expect(await shownNow()).toMatchObject([
    { sameJob: [{ others: [plugin], ...job }] },
    { sameJob: [{ others: [workflow], ...job }] },
  ]);
  await judge(deps, ADMIN, ids, { say: 'keep', because: 'They differ after all.' });
  expect(await shownNow()).toMatchObject([{ sameJob: [] }, { sameJob: [] }]);
});

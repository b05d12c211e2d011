import { expect, test } from 'vitest';
import { manifestFor } from '../../lib/acts/reuse-manifest.ts';
import { engineOfFile } from '../kit/engine.ts';
import { DRAFTER, released } from './extending.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();
const NEED = { workflow: 'replies', team: 'team-support', need: 'x'.repeat(800) };

test('the manifest pins what is reused at its newest, or at the version that is said', async () => {
  const deps = await stage(engine());
  await released(deps);
  const newest = await manifestFor(deps, NEED, { component: DRAFTER });
  expect(newest).toMatchObject({
    kind: 'manifest',
    manifest: {
      ...{ workflow: 'replies', owner: 'team-support', purpose: 'x'.repeat(500) },
      uses: [{ plugin: 'reply-drafter', version: '3.3.x' }],
      review_required_actions: ['send_external_email'],
    },
  });
  expect(await manifestFor(deps, NEED, { component: DRAFTER, version: '3.2.4' })).toMatchObject({
    manifest: {
      uses: [
        { plugin: 'reply-drafter', version: '3.2.x' },
        { connector: 'crm-readonly', version: '1.4.x' },
        { skill: 'tone-brand-voice', version: '2.0.x' },
      ],
    },
  });
});

test('what is not there, or not in that version, is refused in words', async () => {
  const deps = await stage(engine());
  for (const reusing of [{ component: 'plugin/none' }, { component: DRAFTER, version: '9.9.9' }]) {
    expect(await manifestFor(deps, NEED, reusing)).toMatchObject({ why: 'no-component' });
  }
});

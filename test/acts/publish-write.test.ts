import { expect, test } from 'vitest';
import { publishWrite } from '../../lib/acts/publish-write.ts';
import { OWNER, release } from '../core/perfect.ts';
import { component, TONE } from '../core/release-kit.ts';
import { engineOfFile } from '../kit/engine.ts';
import { stage } from './stage.ts';

const engine = engineOfFile();

test.each([
  [{ kind: 'person' as const, id: OWNER }, OWNER],
  [{ kind: 'ci' as const, id: 'ci-main' }, 'ci/ci-main'],
  [{ kind: 'system' as const, id: 'import' }, 'import'],
])('a release is written once, with its event and what it uses, by %j', async (actor, name) => {
  const deps = await stage(engine());
  const {
    lifecycle: _,
    publishedAt: __,
    publishedBy: ___,
    ...fresh
  } = release('plugin/mail-sorter', '1.0.0', { uses: [TONE] });
  const publication = {
    ...{ id: 'plugin/mail-sorter', version: '1.0.0', release: fresh },
    component: component('plugin/mail-sorter'),
  };
  const write = publishWrite(deps, publication, { from: undefined, actor });
  expect(write.changes).toMatchObject([
    {
      subject: 'component/plugin/mail-sorter',
      event: { kind: 'release.published', actor, data: { version: '1.0.0' } },
    },
  ]);
  expect(write.creates).toMatchObject([
    { kind: 'release', data: { lifecycle: 'active', publishedBy: name, publishedAt: deps.now() } },
  ]);
  expect(write.puts).toMatchObject([
    { pk: 'component/skill/tone', kind: 'upon', data: { range: '2.0.x' } },
  ]);
});

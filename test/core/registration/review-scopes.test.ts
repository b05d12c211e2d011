import { describe, expect, test } from 'vitest';
import { release, SURFACE, WORKFLOW } from '../perfect.ts';
import { FIRST, published, reasons, with_ } from './first.ts';

describe('a plugin that declares a scope it did not declare before', () => {
  const id = 'plugin/reply-drafter';
  const [locked] = FIRST.catalog.get(id) ?? [];
  const wider = release(id, '3.3.0', {
    surface: { ...SURFACE, actions: ['send_external_email'], scopes: ['mail.send', 'crm.read'] },
  });
  const catalog = published(id, ...(locked ? [locked] : []), wider);
  const uses = WORKFLOW.manifest.uses.map((use) =>
    'plugin' in use ? { plugin: 'reply-drafter', version: '3.3.x' } : use,
  );

  test('waits for the platform, which is told of that scope alone', () => {
    const found = reasons({ before: WORKFLOW, catalog, manifest: with_({ uses }) });
    expect(found.filter((one) => one.field === 'scopes')).toEqual([
      {
        review: 'platform',
        field: 'scopes',
        say: 'Adds the scope mail.send, which a version that it uses asks for',
      },
    ]);
  });
});

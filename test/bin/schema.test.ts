import { expect, test } from 'vitest';
import { schemaDocument } from '../../lib/contract/schemas.ts';
import { terminal } from './terminal.ts';

test('prints the schema of a manifest, and asks nobody for it', async () => {
  const { code, out } = await terminal().type(['schema', 'manifest'], {
    YARDMASTER_URL: 'https://yard.example/',
  });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(schemaDocument('manifest', 'https://yard.example'));
});

test('names the files there are', async () => {
  const { code, err } = await terminal().type(['schema', 'workflow']);
  expect(code).toBe(2);
  expect(err).toContain('manifest');
});

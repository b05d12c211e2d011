import { expect, test } from 'vitest';
import * as z from 'zod';
import { describedParameters } from '../../lib/api/parameters.ts';
import { OPERATIONS } from '../../lib/contract/service.ts';

const listed = OPERATIONS.flatMap((one) => {
  const { params, query } = describedParameters(one);
  const fields = Object.entries({ ...params?.shape, ...query?.shape });
  return fields.map(([name, field]) => [`${one.id} ${name}`, field.description] as const);
});

test.each(listed)('%s says what it means', (_name, description) => {
  expect(description).toMatch(/^\S.*\.$|…$/);
});

test('the same name means another thing elsewhere', () => {
  const params = z.strictObject({ id: z.string() });
  const at = (path: string) => describedParameters({ path, params }).params?.shape.id?.description;
  expect(at('/v1/workflows/{id}')).toBe("A workflow's name.");
  expect(at('/v1/approvals/{id}/wait')).toBe("An approval's id.");
});

test('what a schema says of itself is kept, and so is whether it may be left out', () => {
  const query = z.strictObject({ team: z.string().optional().describe('Of this one.') });
  const team = describedParameters({ path: '/v1/workflows', query }).query?.shape.team;
  expect(team?.description).toBe('Of this one.');
  expect(z.safeParse(team ?? z.never(), undefined).success).toBe(true);
});

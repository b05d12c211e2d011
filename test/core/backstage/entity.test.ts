import { expect, it } from 'vitest';
import {
  ANNOTATION,
  entityName,
  entityRef,
  groupRef,
  tagsOf,
} from '../../../lib/core/backstage/entity.ts';
import { sha } from '../perfect.ts';

it('names are at most 63 characters, and no two long ones meet', () => {
  const long = (end: string) => `${'x'.repeat(75)}${end}`;
  expect(entityName('tides', sha)).toBe('tides');
  expect(entityName(long('a'), sha)).toHaveLength(63);
  expect(entityName(long('a'), sha)).not.toBe(entityName(long('b'), sha));
  expect(entityName(long('a'), sha)).toMatch(/^[a-z0-9][a-z0-9._-]*[a-z0-9]$/);
});

it('annotation keys are a prefix, a slash and a word', () => {
  for (const key of Object.values(ANNOTATION)) expect(key).toMatch(/^yardmaster\/[a-z]{1,63}$/);
});

it('refs name kind, namespace and name', () => {
  expect(entityRef('connector', 'tides', sha)).toBe('api:connectors/tides');
  expect(entityRef('skill', 'knots', sha)).toBe('airesource:skills/knots');
  expect(entityRef('workflow', 'desk', sha)).toBe('component:workflows/desk');
  expect(groupRef('sailors')).toBe('group:default/sailors');
});

it('tags hold what tags may hold', () => {
  expect(tagsOf(['C++', 'Deep Sea', 'deep sea', '港', `${'x'.repeat(80)}`])).toEqual([
    'c++',
    'deep-sea',
    'x'.repeat(63),
  ]);
});

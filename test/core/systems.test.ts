import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countSystems,
  systemKey,
  tooManySystems,
  touches,
  touchOf,
  touchSchema,
} from '../../lib/core/systems.ts';

const release = (component: string, systems: readonly string[]) => ({
  component,
  version: '1.0.0',
  surface: { systems: [...systems] },
});

describe("a system's name", () => {
  test.each([
    ['CRM', 'crm'],
    [' C r\tM ', 'crm'],
    ['ＣＲＭ', 'crm'],
    ['c\u200Brm', 'crm'],
    ['Straße', 'straße'],
    ['顧客 管理', '顧客管理'],
    [' \u200B ', ''],
  ])('%j is compared as %j', (name, key) => {
    expect(systemKey(name)).toBe(key);
  });

  test('of any text has a key that fits where it is filed, and is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const key = systemKey(name);
        expect(new TextEncoder().encode(`system/${key}`).length).toBeLessThan(2048);
        expect(key.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('what a workflow touches', () => {
  test('is what it declares and what its releases touch, each once with every way', () => {
    const found = touches({ systems: ['Billing', 'CRM'] }, [
      release('connector/crm', ['crm', 'mail']),
      release('plugin/reply', ['C R M']),
    ]);
    expect(found).toEqual([
      { system: 'Billing', via: ['manifest'] },
      { system: 'CRM', via: ['manifest', 'connector/crm@1.0.0', 'plugin/reply@1.0.0'] },
      { system: 'mail', via: ['connector/crm@1.0.0'] },
    ]);
    for (const one of found) expect(touchSchema.parse(one)).toEqual(one);
    expect(touchOf(found, 'crm')?.system).toBe('CRM');
    expect(touchOf(found, 'none')).toBeUndefined();
    expect(touchOf(undefined, 'crm')).toBeUndefined();
  });

  test('a name in which nothing can be seen is none', () => {
    expect(touches({ systems: [' '] }, [])).toEqual([]);
  });

  test('has no name twice, whatever is declared and released', () => {
    const names = fc.array(fc.string({ maxLength: 12 }), { maxLength: 20 });
    fc.assert(
      fc.property(names, names, (declared, released) => {
        const found = touches({ systems: declared }, [release('plugin/a', released)]);
        const keys = found.map((one) => systemKey(one.system));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('is refused beyond two hundred systems', () => {
    const many = Array.from({ length: 201 }, (_, n) => ({ system: `s${n}`, via: ['manifest'] }));
    expect(tooManySystems(many.slice(1))).toEqual([]);
    expect(tooManySystems(many)[0]?.say).toContain('201 systems');
  });
});

test('systems are counted under the name that most write, the most touched first', () => {
  const of = (status: string, ...names: string[]) => ({
    status,
    systems: names.map((system) => ({ system, via: ['manifest'] })),
  });
  const counted = countSystems([
    of('active', 'crm', 'Mail'),
    of('paused', 'CRM'),
    of('active', 'CRM'),
    of('retired', 'Mail'),
    { status: 'active', systems: undefined },
  ]);
  expect(counted).toEqual([
    { key: 'crm', system: 'CRM', workflows: 3 },
    { key: 'mail', system: 'Mail', workflows: 1 },
  ]);
});

import { describe, expect, test } from 'vitest';
import { type FindingsPage, findingsPage, type Line, PAGE } from '../../lib/acts/findings-page.ts';
import type { Finding } from '../../lib/core/findings.ts';
import { SUBJECT } from '../core/findings/perfect.ts';
import { OWNER, WORKFLOW } from '../core/perfect.ts';

const finding = (mode: Finding['mode']): Finding => ({
  rule: 'backup-required',
  mode,
  field: 'backup',
  say: 'It has no backup.',
  fix: 'Name one.',
});

function line(team: string, id: string, ...modes: Finding['mode'][]): Line<Finding> {
  const subject = { ...SUBJECT, team: { id: team, members: [] } };
  return { judged: { workflow: { ...WORKFLOW, id }, subject }, findings: modes.map(finding) };
}

const name = (n: number) => `bot-${String(n).padStart(3, '0')}`;

test('nothing found is an empty page', () => {
  expect(findingsPage([line('a', 'fine')], {})).toEqual({
    items: [],
    enforced: 0,
    observed: 0,
    teams: [],
  });
});

test('a workflow counts once, as enforced when anything of it is', () => {
  const lines = [
    line('a', 'both', 'observe', 'enforce'),
    line('a', 'told', 'observe', 'observe'),
    line('b', 'fine'),
    line('c', 'stern', 'enforce'),
  ];
  expect(findingsPage(lines, {})).toMatchObject({
    enforced: 2,
    observed: 1,
    teams: [
      { team: 'a', workflows: 2 },
      { team: 'c', workflows: 1 },
    ],
    items: [
      { workflow: 'both', team: 'a', owner: OWNER },
      { workflow: 'told', team: 'a' },
      { workflow: 'stern', team: 'c' },
    ],
  });
});

describe('pages', () => {
  const lines = Array.from({ length: 2 * PAGE + 1 }, (_, n) => line('a', name(n), 'enforce'));

  test('lead to each workflow once, and the numbers are of the whole on each', () => {
    const seen: string[] = [];
    let after: string | undefined = '';
    for (let page = 0; after !== undefined; page += 1) {
      const shown: FindingsPage = findingsPage(lines, { after });
      expect(shown.enforced).toBe(lines.length);
      seen.push(...shown.items.map((one) => one.workflow));
      after = shown.next;
      expect(page).toBeLessThan(3);
    }
    expect(seen).toEqual(lines.map((one) => one.judged.workflow.id));
  });

  test('a full last page leads nowhere', () => {
    expect(findingsPage(lines.slice(0, PAGE), {}).next).toBeUndefined();
  });

  test('what was fixed meanwhile moves nothing: the next page begins after a name, not a number', () => {
    const { next } = findingsPage(lines, { most: 2 });
    const fixed = lines.slice(1);
    expect(findingsPage(fixed, { after: next, most: 1 }).items[0]?.workflow).toBe(name(2));
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import {
  approvalOfReminder,
  listBreakGlass,
  mayNotReview,
  owedReviews,
  remindOfBreakGlass,
  reviewBreakGlass,
} from '../../lib/acts/break-glass-review.ts';
import { loadBreakGlass, loadBreakGlassWords } from '../../lib/acts/break-glass-store.ts';
import { sweepDue } from '../../lib/acts/sweep.ts';
import type { Approval } from '../../lib/core/approval.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OUTSIDER, OWNER, SALES_LEAD } from '../kit/people.ts';
import { broken } from './break-glass-kit.ts';
import { asked, breaks, exported, kindsOf, registered, stage, unsent } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
let approval: Approval;
beforeEach(async () => {
  deps = await stage(engine());
  approval = await asked(deps, await registered(deps));
  const outcome = await broken(deps, approval);
  if (outcome.kind === 'refused') throw new Error(outcome.say);
});

const SAYS = { verdict: 'justified', text: 'Nobody else could be reached.' } as const;
const review = (by: string) => reviewBreakGlass(deps, by, approval.id, SAYS);
const subject = () => `break-glass/${approval.id}`;
const reminders = async () =>
  (await unsent(deps))
    .filter((row) => row.what === 'break-glass-reminder')
    .map((row) => row.place)
    .sort();

describe('the review', () => {
  test('is written by somebody who had no part in it, once, and shown on every card', async () => {
    const before = (await unsent(deps)).length;
    expect(await review(AUDITOR)).toMatchObject({
      kind: 'reviewed',
      broken: { review: { verdict: 'justified', by: AUDITOR } },
    });
    expect(await review(AUDITOR)).toMatchObject({ why: 'reviewed-already' });
    expect(await kindsOf(deps, subject())).toEqual(['break-glass.broken', 'break-glass.reviewed']);
    expect((await loadBreakGlassWords(deps, approval.id)).finding).toBe(SAYS.text);
    expect((await unsent(deps)).length - before).toBe(4);
    expect((await exported(deps)).join()).not.toContain('be reached');
    expect(await breaks(deps)).toEqual([]);
  });

  test.each([
    ['the admin', ADMIN],
    ['the owner, who leads the team', OWNER],
    ['a colleague', COLLEAGUE],
    ['the lead of another team', SALES_LEAD],
  ])('not by %s', async (_, person) => {
    expect(await review(person)).toMatchObject({ why: 'not-a-reviewer' });
    const head = await loadBreakGlass(deps, approval.id);
    expect(head && (await mayNotReview(deps, head.state, person))).toMatchObject({
      why: 'not-a-reviewer',
    });
  });

  test('not from outside, and not of what nobody broke', async () => {
    expect(await review(OUTSIDER)).toMatchObject({ why: 'not-allowed' });
    expect(await reviewBreakGlass(deps, AUDITOR, 'apr_none', SAYS)).toMatchObject({
      why: 'no-break-glass',
    });
  });
});

describe('the reminder', () => {
  test('comes once a working day until it is reviewed; overdue, the platform is told too', async () => {
    await sweepDue(deps);
    expect(await reminders()).toEqual([]);
    deps.pass(24 * 60);
    await sweepDue(deps);
    await sweepDue(deps);
    expect(await reminders()).toEqual(['U0AUDITOR']);
    deps.pass(24 * 60);
    await sweepDue(deps);
    expect(await reminders()).toEqual(['C0PLATFORM', 'U0AUDITOR', 'U0AUDITOR']);
    await review(AUDITOR);
    deps.pass(24 * 60);
    await sweepDue(deps);
    expect(await remindOfBreakGlass(deps, approval.id)).toBe(false);
    expect(await reminders()).toHaveLength(3);
    expect(await kindsOf(deps, subject())).toHaveLength(4);
  });

  test('names its approval', () => {
    expect(approvalOfReminder('break-glass-reminder/apr_1/2026-11-23T09:00:00.000Z')).toBe('apr_1');
    expect(() => approvalOfReminder('approval/apr_1')).toThrow();
  });
});

describe('the list', () => {
  test('shows auditors and admins all, teams their own, others nothing', async () => {
    const ids = async (person: string) => {
      const shown = await listBreakGlass(deps, person);
      return shown.kind === 'list' ? shown.list.map((one) => one.broken.id) : shown.why;
    };
    for (const person of [AUDITOR, ADMIN, COLLEAGUE, OWNER]) {
      expect(await ids(person)).toEqual([approval.id]);
    }
    expect(await ids(SALES_LEAD)).toEqual([]);
    expect(await ids(OUTSIDER)).toBe('not-allowed');
  });

  test('tells whoever owes a review, until it is there', async () => {
    expect(await owedReviews(deps, AUDITOR)).toMatchObject([{ reviewers: [AUDITOR] }]);
    expect(await owedReviews(deps, OWNER)).toEqual([]);
    await review(AUDITOR);
    expect(await owedReviews(deps, AUDITOR)).toEqual([]);
    expect(await listBreakGlass(deps, AUDITOR)).toMatchObject({ list: [{ reviewers: [] }] });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BROKEN_FAILURES,
  brokenSentence,
  DRIFT_DAYS,
  type Evidence,
  findingsOf,
} from '../../lib/core/evidence.ts';
import { minutesAfter } from '../../lib/core/time.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { ADMIN, LATER, NOW, WORKFLOW } from './perfect.ts';

const HELD: Workflow = {
  ...WORKFLOW,
  needs: [{ connector: 'crm-readonly', scopes: ['crm.read'] }],
  grants: [{ connector: 'crm-readonly', scope: 'crm.read', at: NOW, by: ADMIN }],
};
const DAY = 24 * 60;
const askedFor = (connector: string, ...scopes: string[]): Evidence => {
  return { sort: 'asked', connector, scopes, at: NOW };
};
const runs = (component: string, version: string, at = LATER): Evidence => {
  return { sort: 'runs', component, version, at };
};
const drift = (...evidence: Evidence[]) =>
  findingsOf(HELD, evidence, LATER).drift.map((one) => one.say);

describe('drift', () => {
  test.each([
    ['a connector that it does not pin', askedFor('mailer', 'mail.send'), 'does not pin'],
    ['a scope that nobody reviewed', askedFor('crm-readonly', 'crm.write'), 'asks for crm.write'],
    ['a version that it is not locked to', runs('plugin/reply-drafter', '3.3.0'), 'runs 3.3.0'],
    ['a component that it does not pin', runs('plugin/other', '1.0.0'), 'does not pin'],
  ])('is %s', (_, evidence, says) => {
    expect(drift(evidence)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    ['what it was given', askedFor('crm-readonly', 'crm.read')],
    ['all that there is to be had', askedFor('crm-readonly')],
    ['the version that it is locked to', runs('plugin/reply-drafter', '3.2.4')],
    ['what it ran before its last revision', runs('plugin/reply-drafter', '3.1.9', '2026-11-01')],
  ])('is not %s', (_, evidence) => {
    expect(drift(evidence)).toEqual([]);
  });

  test('is none any more once a review let it in', () => {
    const wide: Workflow = {
      ...HELD,
      locks: [...HELD.locks, { component: 'connector/mailer', range: '1.x', version: '1.0.0' }],
      needs: [{ connector: 'mailer', scopes: ['mail.send'] }],
    };
    expect(findingsOf(wide, [askedFor('mailer', 'mail.send')], LATER).drift).toEqual([]);
  });

  test('is forgotten when it does not show again', () => {
    const at = minutesAfter(NOW, DRIFT_DAYS * DAY + 1);
    expect(findingsOf(HELD, [askedFor('mailer')], at).drift).toEqual([]);
  });
});

test('each pin is shown with the version that is reported, or as not reported', () => {
  const { running } = findingsOf(HELD, [runs('plugin/reply-drafter', '3.2.4')], LATER);
  expect(running).toMatchObject([
    { component: 'plugin/reply-drafter', reported: { version: '3.2.4' } },
    { component: 'connector/crm-readonly', reported: undefined },
    { component: 'skill/tone-brand-voice', reported: undefined },
  ]);
});

describe('broken', () => {
  const failed = (at: string, id = at): Evidence => {
    return { sort: 'failed', id, about: 'plugin/reply-drafter', at };
  };

  test('is three failures in 24 hours, and not two, nor three in more', () => {
    const [one, two] = [failed(NOW, 'a'), failed(LATER, 'b')];
    expect(findingsOf(HELD, [one, two], LATER).broken).toBeUndefined();
    const three = findingsOf(HELD, [one, two, failed(LATER, 'c')], LATER);
    expect(three.broken).toMatchObject({ failures: 3 });
    expect(brokenSentence(three)).toContain('3 times in 24 hours, last with plugin/reply-drafter');
    const older = failed(minutesAfter(LATER, -DAY), 'd');
    expect(findingsOf(HELD, [one, two, older], LATER).broken).toBeUndefined();
    expect(brokenSentence({ broken: undefined })).toBeUndefined();
  });

  test('depends on how many lie within 24 hours, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * DAY }), { maxLength: 8 }), (ages) => {
        const evidence = ages.map((age, n) => failed(minutesAfter(LATER, -age), `${n}`));
        const within = ages.filter((age) => age < DAY).length;
        const { broken } = findingsOf(HELD, evidence, LATER);
        expect(broken?.failures ?? 0).toBe(within >= BROKEN_FAILURES ? within : 0);
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeAsks } from '../../lib/acts/change-store.ts';
import { noticeAsks } from '../../lib/acts/notice-store.ts';

const id = fc.stringMatching(/^[a-z]{3}_[a-z0-9]{1,24}$/);
const holder = fc.stringMatching(/^T[A-Z0-9]{1,10}\/U[A-Z0-9]{1,10}$/);

test('law: a subject is read back as it was made, and by its own kind alone', () => {
  fc.assert(
    fc.property(id, holder, (one, person) => {
      const subject = changeAsks.subject(one, person);
      expect(changeAsks.read(subject)).toEqual({ id: one, holder: person });
      expect(noticeAsks.read(subject)).toBeUndefined();
    }),
  );
});

test.each(['', 'change-ask', 'change-ask/chg_1', 'change-ask/chg_1/', 'change-ask//T1/U1'])(
  '"%s" names nobody',
  (subject) => {
    expect(changeAsks.read(subject)).toBeUndefined();
  },
);

test('notes are filed as they always were: what is stored is found by these words', () => {
  expect(noticeAsks.note('ntc_1', 'T1/U1')).toEqual({
    pk: 'notice/ntc_1',
    sk: 'ASK#T1/U1',
    kind: 'asked',
    data: { holder: 'T1/U1' },
  });
  expect(changeAsks.note('chg_1', 'T1/U1')).toEqual({
    pk: 'change-proposal/chg_1',
    sk: 'TOLD#T1/U1',
    kind: 'told',
    data: { holder: 'T1/U1' },
  });
});

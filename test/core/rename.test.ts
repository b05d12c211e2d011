import { describe, expect, test } from 'vitest';
import { type Renaming, rename } from '../../lib/core/rename.ts';
import { release } from './perfect.ts';
import { DRAFTER } from './promoting.ts';

const RENAMING: Renaming = {
  component: DRAFTER,
  name: 'answer-writer',
  open: [release(DRAFTER.id, '2.9.0'), release(DRAFTER.id, '3.0.0')],
  catalog: [DRAFTER],
};

describe('a new name', () => {
  test('goes on with the newest version; the old one is closed and names its successor', () => {
    expect(rename(RENAMING)).toEqual({
      kind: 'renamed',
      component: { ...DRAFTER, id: 'plugin/answer-writer', name: 'answer-writer' },
      release: release('plugin/answer-writer', '3.0.0', {
        fingerprint: `print of ${DRAFTER.id} 3.0.0`,
      }),
      old: {
        ...DRAFTER,
        title: 'Reply Drafter (now plugin/answer-writer)',
        renamedTo: 'plugin/answer-writer',
      },
      closed: RENAMING.open.map((one) => ({
        ...one,
        lifecycle: 'closed',
        successor: 'plugin/answer-writer',
      })),
    });
  });

  const other = { ...DRAFTER, id: 'plugin/mail-writer', name: 'mail-writer' };
  test.each([
    ['no name', { name: 'Answer Writer' }, 'bad-name'],
    ['its own', { name: DRAFTER.name }, 'name-taken'],
    ['one that is taken', { name: 'mail-writer', catalog: [DRAFTER, other] }, 'name-taken'],
    ['one that looks like another', { name: 'mai1-writer', catalog: [other] }, 'looks-alike'],
    ['that of a marketplace', { name: 'claude-plugins-official' }, 'looks-alike'],
    [
      'one as from a marketplace that was imported',
      {
        name: 'acme-tools.writer',
        catalog: [{ ...other, origin: { marketplace: 'acme-tools' } }],
      },
      'looks-alike',
    ],
    ['the second', { component: { ...DRAFTER, renamedTo: 'plugin/x' } }, 'renamed-already'],
    ['one for what nobody can pin', { open: [] }, 'nothing-open'],
    [
      'one for more versions than can be closed',
      { open: Array.from({ length: 51 }, (_, n) => release(DRAFTER.id, `1.0.${n}`)) },
      'too-many',
    ],
  ])('that is %s is refused', (_, change, why) => {
    expect(rename({ ...RENAMING, ...change })).toMatchObject({ kind: 'refused', why });
  });

  test('may be one of the marketplace that it came from', () => {
    const component = { ...DRAFTER, origin: { marketplace: 'acme-tools' } };
    const renaming = { ...RENAMING, component, catalog: [component], name: 'acme-tools.writer' };
    expect(rename(renaming)).toMatchObject({ kind: 'renamed' });
  });

  test('may look like its old one', () => {
    expect(rename({ ...RENAMING, name: 'reply_drafter' })).toMatchObject({ kind: 'renamed' });
  });

  test('of what has its newest version closed goes on with the highest open one', () => {
    const open = [release(DRAFTER.id, '2.9.0')];
    expect(rename({ ...RENAMING, open })).toMatchObject({ component: { latest: '2.9.0' } });
  });
});

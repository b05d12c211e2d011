import { expect, test } from 'vitest';
import { importedModal, pasteForm, previewForm } from '../../../lib/slack/views/team-import.ts';
import { expectGoodView, HOSTILE, words } from './kit.ts';

const PREVIEW = { text: 'id,name', rows: 4, created: 2, changed: 1, unchanged: 0 };
const PROBLEM = { row: 5, field: 'lead', message: 'Choose a lead.' };

test('the form names the columns, and says where larger files go', () => {
  expectGoodView(pasteForm());
  expect(words(pasteForm())).toContain('yardmaster team import FILE');
});

test('a preview says what would become of it and carries the text along', () => {
  const view = previewForm({ ...PREVIEW, problems: [PROBLEM] });
  expectGoodView(view);
  expect(view).toMatchObject({
    submit: { text: 'Import 3 Teams' },
    private_metadata: 'id,name',
  });
  expect(words(view)).toContain('4 rows: 2 new, 1 changed, 0 as they are, 1 not taken.');
  expect(words(view)).toContain('Line 5, lead: Choose a lead.');
});

test('one team is one team', () => {
  const view = previewForm({ ...PREVIEW, created: 1, changed: 0, problems: [] });
  expect(view).toMatchObject({ submit: { text: 'Import 1 Team' } });
});

test('with nothing to import there is nothing to press', () => {
  const view = previewForm({ ...PREVIEW, created: 0, changed: 0, problems: [PROBLEM] });
  expectGoodView(view);
  expect(view).not.toHaveProperty('submit');
});

test.each(HOSTILE)('problems with %s, however many, stay words', (_name, message) => {
  const problems = Array.from({ length: 40 }, (_, row) => ({ row, field: message, message }));
  const preview = { ...PREVIEW, text: 'x'.repeat(3000), problems };
  expectGoodView(previewForm(preview));
  expectGoodView(importedModal(preview));
  expect(words(previewForm(preview))).toContain('And 25 more.');
  expect(words(importedModal(preview))).toContain('*Done.*');
});

import { expect, test } from 'vitest';
import { baselineSchema } from '../../lib/core/baseline.ts';
import { contradictions } from '../../lib/core/baseline-check.ts';
import { defaultBaseline } from '../../lib/core/baseline-default.ts';
import { findings } from '../../lib/core/findings.ts';
import { SUBJECT, TODAY } from './findings/perfect.ts';
import { MANIFEST, NOW } from './perfect.ts';

const BASELINE = defaultBaseline(['mail.send', 'crm.read'], NOW);

test('is the first version of a well-formed baseline, with the scopes it was given', () => {
  expect(baselineSchema.parse(BASELINE)).toEqual(BASELINE);
  expect(BASELINE).toMatchObject({ version: 1, by: 'default', since: NOW });
  expect(BASELINE.rules['pre-granted-scopes'].scopes).toEqual(['crm.read', 'mail.send']);
});

test('contradicts itself nowhere', () => {
  expect(contradictions(BASELINE.rules, new Set())).toEqual([]);
});

test('the manifest of the plan registers as it stands: nothing of it is enforced against', () => {
  const subject = { ...SUBJECT, manifest: MANIFEST, backup: undefined };
  expect(findings(BASELINE.rules, subject, TODAY)).toMatchObject([
    { rule: 'backup-required', mode: 'observe' },
  ]);
});

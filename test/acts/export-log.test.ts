import { beforeAll, describe, expect, test } from 'vitest';
import { exportLog, type PartWanted } from '../../lib/acts/export-log.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { AUDITOR, COLLEAGUE, OWNER, SALES_LEAD } from '../kit/people.ts';
import { kindsOf, MANIFEST, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeAll(async () => {
  deps = await stage(engine());
  await registered(deps);
  for (let n = 0; n < 120; n += 1) await registered(deps, { ...MANIFEST, purpose: `No. ${n}` });
});

async function read(person: string, wanted: PartWanted): Promise<string[]> {
  const outcome = await exportLog(deps, person, wanted);
  if (outcome.kind === 'refused') return [outcome.why];
  const kinds: string[] = [];
  for await (const line of outcome.lines) {
    kinds.push(
      'checkpoint' in JSON.parse(line) ? 'checkpoint' : JSON.parse(JSON.parse(line).event).kind,
    );
  }
  return kinds;
}
const exportsLogged = async () =>
  (await kindsOf(deps, `person/${AUDITOR}`)).filter((kind) => kind === 'log.exported').length;

describe('a part of everything', () => {
  test('is for auditors, without what was not chosen, and logged once', async () => {
    expect(await read(OWNER, { kind: 'workflow' })).toEqual(['not-allowed']);
    const before = await exportsLogged();
    const kinds = await read(AUDITOR, { kind: 'workflow' });
    expect(new Set(kinds)).toEqual(new Set(['workflow.registered', 'workflow.revised']));
    // This one, and the one that reading how many there are is.
    expect(await exportsLogged()).toBe(before + 2);
  });
});

describe('all of one thing', () => {
  test('is for its team, over all pages, once each, and is not reading all', async () => {
    const before = await exportsLogged();
    const kinds = await read(COLLEAGUE, { subject: 'workflow/reply-bot' });
    expect(kinds).toHaveLength(121);
    expect(kinds.filter((kind) => kind === 'workflow.registered')).toHaveLength(1);
    expect(await read(AUDITOR, { subject: 'story/reply-bot' })).toHaveLength(121);
    expect(await exportsLogged()).toBe(before + 1);
  });
  test('is for no other team', async () => {
    expect(await read(SALES_LEAD, { subject: 'workflow/reply-bot' })).toEqual(['not-allowed']);
    expect(await read(AUDITOR, { subject: 'workflow/none' })).toEqual(['no-subject']);
  });
});

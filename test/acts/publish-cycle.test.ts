import { beforeAll, describe, expect, test } from 'vitest';
import { importComponents } from '../../lib/acts/import.ts';
import { publishRelease } from '../../lib/acts/publish.ts';
import type { Step } from '../../lib/core/release-cycle.ts';
import { nextPatch } from '../../lib/core/version.ts';
import { draft } from '../kit/catalog.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { ADMIN, OWNER } from '../kit/people.ts';
import { realCycle } from './cycle-data.ts';
import { RELEASE } from './release-file.ts';
import { breaks, stage } from './stage.ts';

const engine = engineOfFile();
const CIRCLE = realCycle();
let deps: TestDeps;
beforeAll(async () => {
  if (CIRCLE.length === 0) {
    console.warn('The circle of 91 packages lies in ../shared/data, which is not there.');
    return;
  }
  deps = await stage(engine());
});

const nameOf = ({ component }: Step) => component.slice('skill/'.length);

describe.runIf(CIRCLE.length > 0)('the real circle of 91 packages', () => {
  test('comes to an end as an import: each of them waits for another and says so', async () => {
    const drafts = CIRCLE.map((one) =>
      draft({
        ...{ kind: 'skill', name: nameOf(one), version: one.version },
        uses: one.uses.slice(0, 40).map((pin) => ({ ...pin, range: '*' })),
      }),
    );
    const outcome = await importComponents(deps, ADMIN, { drafts });
    if (outcome.kind === 'refused') throw new Error(outcome.say);
    expect(outcome.results).toHaveLength(CIRCLE.length);
    for (const { decision } of outcome.results) {
      expect(decision).toMatchObject({ kind: 'refused', why: 'missing-connector' });
    }
  });

  test('is never closed by publishing: who would close it is told the way', async () => {
    const publish = (one: Step, version: string, uses: Step['uses']) =>
      publishRelease(deps, OWNER, {
        ...RELEASE,
        ...{ kind: 'skill', name: nameOf(one), title: nameOf(one), version },
        uses: uses.slice(0, 40).map((pin) => ({ ...pin, range: '*' })),
      });
    const there = new Set<string>();
    for (const one of CIRCLE) {
      const below = one.uses.filter((pin) => there.has(pin.name));
      expect(await publish(one, one.version, below)).toMatchObject({ kind: 'published' });
      there.add(nameOf(one));
    }
    const outcomes: string[] = [];
    for (const one of CIRCLE.slice(0, 5)) {
      const outcome = await publish(one, nextPatch(one.version), one.uses);
      outcomes.push(outcome.kind === 'refused' ? outcome.say : outcome.kind);
    }
    expect(outcomes.filter((one) => one.startsWith('It would use itself: skill/'))).not.toEqual([]);
    expect(await breaks(deps)).toEqual([]);
  }, 60_000);
});

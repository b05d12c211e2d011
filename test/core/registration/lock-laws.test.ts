import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Release } from '../../../lib/core/component.ts';
import { register } from '../../../lib/core/registration.ts';
import { offersFor, takeInto } from '../../../lib/core/upgrade-offer.ts';
import { satisfies } from '../../../lib/core/version.ts';
import { MANIFEST, release, SURFACE } from '../perfect.ts';
import { FIRST, published, with_ } from './first.ts';

/** What holds of locks, whatever is published. */
const ID = 'plugin/reply-drafter';
const actions = { surface: { ...SURFACE, actions: ['send_external_email'] } };
const part = fc.integer({ min: 0, max: 3 });
const version = fc.tuple(part, part, part).map((numbers) => numbers.join('.'));
const lifecycle = fc.constantFrom('active', 'deprecated', 'closed', 'disabled' as const);
const releases = fc
  .uniqueArray(fc.record({ version, lifecycle }), {
    minLength: 1,
    selector: (one) => one.version,
  })
  .map((all) =>
    all.map((one) => release(ID, one.version, { ...actions, lifecycle: one.lifecycle })),
  );
const range = fc.tuple(part, part).map(([major, minor]) => `${major}.${minor}.x`);
const isOpen = (all: readonly Release[], wanted: string | undefined) =>
  all.some(
    (one) =>
      one.version === wanted && (one.lifecycle === 'active' || one.lifecycle === 'deprecated'),
  );
const manifestOf = (wanted: string, purpose?: string) =>
  with_({
    uses: [{ plugin: 'reply-drafter', version: wanted }, ...MANIFEST.uses.slice(1)],
    ...(purpose ? { purpose } : {}),
  });

test('a new lock is in its range, open, and the highest that is', () => {
  fc.assert(
    fc.property(releases, range, (all, wanted) => {
      const outcome = register({
        ...FIRST,
        manifest: manifestOf(wanted),
        catalog: published(ID, ...all),
      });
      if (outcome.kind !== 'accepted') return;
      const locked = outcome.workflow.locks[0]?.version ?? '';
      expect(satisfies(locked, wanted)).toBe(true);
      expect(isOpen(all, locked)).toBe(true);
      const higher = all.filter((one) => satisfies(one.version, `>${locked}`));
      const left = higher.filter((one) => satisfies(one.version, wanted));
      expect(left.some((one) => isOpen(all, one.version))).toBe(false);
    }),
  );
});

test('a later release never moves a lock, whatever is published or closed', () => {
  fc.assert(
    fc.property(releases, releases, range, (first, later, wanted) => {
      const manifest = manifestOf(wanted);
      const start = register({ ...FIRST, manifest, catalog: published(ID, ...first) });
      if (start.kind !== 'accepted') return;
      const kept = first.map((one) => ({ ...one, lifecycle: 'closed' as const }));
      const added = later.filter((one) => first.every(({ version: had }) => had !== one.version));
      const next = {
        ...FIRST,
        before: start.workflow,
        catalog: published(ID, ...kept, ...added),
      };
      expect(register({ ...next, manifest })).toMatchObject({ kind: 'unchanged' });
      const edited = register({ ...next, manifest: manifestOf(wanted, 'Otherwise') });
      expect(edited).toMatchObject({
        kind: 'accepted',
        workflow: { locks: start.workflow.locks },
      });
    }),
  );
});

test('an offer that is taken is what is locked; taking it again changes nothing', () => {
  fc.assert(
    fc.property(releases, releases, range, (first, later, wanted) => {
      const start = register({
        ...FIRST,
        manifest: manifestOf(wanted),
        catalog: published(ID, ...first),
      });
      if (start.kind !== 'accepted') return;
      const added = later.filter((one) => first.every(({ version: had }) => had !== one.version));
      const ground = {
        ...FIRST,
        before: start.workflow,
        catalog: published(ID, ...first, ...added),
      };
      for (const offer of offersFor(ground)) {
        expect(offer.effect).toEqual({ kind: 'at-once' });
        const taken = takeInto(start.workflow, [offer]);
        if (taken.kind !== 'taken') throw new Error('offered and not to be taken');
        const done = register({ ...ground, ...taken });
        if (done.kind !== 'accepted') throw new Error(done.kind);
        const [lock] = done.workflow.locks;
        expect(lock).toMatchObject({ version: offer.version, range: offer.range });
        expect(satisfies(lock?.version ?? '', lock?.range ?? '')).toBe(true);
        const before = done.workflow;
        expect(register({ ...ground, ...taken, before })).toMatchObject({ kind: 'unchanged' });
      }
    }),
  );
});

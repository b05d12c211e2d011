import canonicalize from 'canonicalize';
import { componentId } from './component.ts';
import { type Manifest, pinsOf } from './manifest.ts';
import { ruleChanges } from './manifest-diff/gates.ts';
import { scopeChanges } from './manifest-diff/scopes.ts';
import { slackUserId } from './people.ts';

/** One difference between two manifests, in plain words. `field` is the manifest's own. */
export interface ManifestChange {
  readonly field: string;
  readonly say: string;
}

type Tell = (before: Manifest, after: Manifest) => string[];

/** How each field's change is told. A field without a line here is named, never passed over. */
const TELL: Readonly<Partial<Record<keyof Manifest, Tell>>> = {
  owner: (was, now) => [`Moves from ${was.owner} to ${now.owner}`],
  uses: pinChanges,
  model_default: (was, now) => worded('model', was.model_default, now.model_default),
  review_required_actions: gateChanges,
  purpose: (was, now) => worded('purpose', was.purpose, now.purpose),
  owner_person: (was, now) => worded('owner', idOf(was.owner_person), idOf(now.owner_person)),
  backup: (was, now) => worded('backup', idOf(was.backup), idOf(now.backup)),
  scopes: scopeChanges,
  gates: ruleChanges,
  systems: (was, now) => listed('system', was.systems, now.systems),
  audit_logs: (was, now) => worded('place of its own log', was.audit_logs, now.audit_logs),
  contact_channel: (was, now) => worded('channel', was.contact_channel, now.contact_channel),
  task_class: (was, now) => worded('task class', was.task_class, now.task_class),
};

/** Every difference, field by field; none for manifests that say the same. */
export function diffManifests(before: Manifest, after: Manifest): ManifestChange[] {
  return changedFields(before, after).flatMap((field) => {
    const said = TELL[field]?.(before, after) ?? [];
    const sentences = said.length > 0 ? said : [`Writes ${field} differently`];
    return sentences.map((say) => ({ field, say }));
  });
}

function changedFields(before: Manifest, after: Manifest): (keyof Manifest)[] {
  const fields = [...Object.keys(before), ...Object.keys(after)].filter(isField);
  return [...new Set(fields)].filter(
    (field) => canonicalize({ v: before[field] }) !== canonicalize({ v: after[field] }),
  );
}

/** The fields of the two values, which are manifests: the schema is strict. */
function isField(name: string): name is keyof Manifest {
  return name !== '';
}

/** How a field of one text differs, in one sentence; for fields that do differ. */
export function worded(what: string, was: string | undefined, now: string | undefined): string[] {
  if (was === undefined) return [`Sets the ${what}: ${now}`];
  if (now === undefined) return [`Drops the ${what} (${was})`];
  return [`Changes the ${what} from ${was} to ${now}`];
}

function listed(what: string, was: readonly string[] = [], now: readonly string[] = []): string[] {
  const { added, gone } = compared(was, now);
  return [
    ...added.map((one) => `Adds the ${what} ${one}`),
    ...gone.map((one) => `Drops the ${what} ${one}`),
  ];
}

function compared(was: readonly string[], now: readonly string[]) {
  const added = now.filter((one) => !was.includes(one));
  return { added, gone: was.filter((one) => !now.includes(one)) };
}

function pinChanges(before: Manifest, after: Manifest): string[] {
  const was = rangesOf(before);
  const now = rangesOf(after);
  const added = [...now].filter(([id]) => !was.has(id));
  const gone = [...was].filter(([id]) => !now.has(id));
  const moved = [...now].filter(([id, range]) => was.has(id) && was.get(id) !== range);
  return [
    ...added.map(([id, range]) => `Adds ${id} ${range}`),
    ...moved.map(([id, range]) => `Changes ${id} from ${was.get(id)} to ${range}`),
    ...gone.map(([id, range]) => `Drops ${id} ${range}`),
  ];
}

function rangesOf(manifest: Manifest): Map<string, string> {
  return new Map(pinsOf(manifest).map((pin) => [componentId(pin.kind, pin.name), pin.range]));
}

function gateChanges(before: Manifest, after: Manifest): string[] {
  const { added, gone } = compared(
    before.review_required_actions ?? [],
    after.review_required_actions ?? [],
  );
  return [
    ...added.map((action) => `Approval needed for ${action}`),
    ...gone.map((action) => `Approval no longer needed for ${action}`),
  ];
}

function idOf(person: string | undefined): string | undefined {
  return person && slackUserId(person);
}

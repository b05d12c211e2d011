import type { Finding } from '../core/findings.ts';
import { endingSentence } from '../core/lifecycle.ts';
import { type ManifestProblem, readManifest } from '../core/manifest.ts';
import { lockedReleases } from '../core/registration/locks.ts';
import { type Registration, registrationFindings } from '../core/registration.ts';
import type { Refusal } from '../core/result.ts';
import type { Lock } from '../core/workflow.ts';
import type { Deps } from './deps.ts';
import { copyLines } from './derived.ts';
import { loadGround, type Registered, registerStep, type Wanted } from './register.ts';

/** What registering a manifest would say. */
export interface Checked {
  readonly kind: 'checked';
  /** `rejected`: something has to be changed first; the others as registering would answer. */
  readonly outcome: 'registered' | 'unchanged' | 'proposed' | 'rejected';
  readonly problems: readonly ManifestProblem[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly string[];
  /** What its pins are locked to; empty when it would be rejected. */
  readonly locks: readonly Lock[];
  /** What of its pins is a copy, against what it was copied from: as every review shows it. */
  readonly copies: readonly string[];
}

/** "Findings appear at … check": everything that registering would decide, and nothing is written. */
export async function checkManifest(
  deps: Deps,
  by: Wanted['by'],
  value: unknown,
): Promise<Checked | Refusal> {
  const read = readManifest(value);
  if (read.kind === 'problems') return rejected(read.problems, []);
  const wanted: Wanted = { by, manifest: read.manifest, home: 'repo' };
  // The step is a decision with the write that it would lead to; nobody carries it out.
  const { value: said } = await registerStep(deps, wanted);
  if (said.kind === 'refused') return said;
  const ground = await loadGround(deps, wanted);
  const findings = ground.kind === 'ground' ? registrationFindings(ground.input) : [];
  const locks = said.kind === 'problems' ? [] : said.workflow.locks;
  const ending = ground.kind === 'ground' ? endingsOf(locks, ground.input) : [];
  const copies = (await copyLines(deps, read.manifest, locks)).map((one) => one.say);
  const checked =
    said.kind === 'problems' ? rejected(said.problems, findings) : accepted(said, findings);
  const warnings = [...new Set([...checked.warnings, ...ending])];
  return { ...checked, warnings, copies };
}

/** What of its locks ends: said also of a manifest that changes nothing. */
function endingsOf(locks: readonly Lock[], { catalog, now }: Registration): string[] {
  return lockedReleases(locks, catalog).flatMap((one) => endingSentence(one, now) ?? []);
}

function rejected(problems: readonly ManifestProblem[], findings: readonly Finding[]): Checked {
  const none = { warnings: [], locks: [], copies: [] };
  return { kind: 'checked', outcome: 'rejected', problems, findings, ...none };
}

function accepted(
  said: Exclude<Registered, { kind: 'problems' | 'refused' }>,
  findings: readonly Finding[],
): Omit<Checked, 'copies'> {
  const { kind: outcome, warnings, workflow } = said;
  return { kind: 'checked', outcome, problems: [], findings, warnings, locks: workflow.locks };
}

import type { Extension } from '../../../lib/core/extension.ts';
import { ADMIN, OWNER } from './kit.ts';

/** A perfect one that waits for its owner; tests spoil one field. */
export const EXTENSION: Extension = {
  id: 'ext_1',
  request: 'req_1',
  component: 'plugin/reply-drafter',
  version: '3.2.4',
  channel: 'C0PLATFORM',
  team: 'team-support',
  by: OWNER,
  workflow: 'french-replies',
  need: 'Draft replies in French',
  missing: 'It writes English alone',
  evidence: [{ id: 'plugin/reply-drafter', why: 'It drafts replies.' }],
  at: '2026-11-23T09:00:00.000Z',
  dueAt: '2026-11-25T09:00:00.000Z',
  reminded: 0,
  state: 'open',
  answers: [],
};

const said = { by: ADMIN, name: 'Admin', at: '2026-11-24T09:00:00.000Z', reason: 'As you wish' };
const ended = { endedAt: said.at };

/** One in each state, as the acts leave it. */
export const STATES: readonly Extension[] = [
  EXTENSION,
  {
    ...EXTENSION,
    state: 'release-planned',
    answers: [{ ...said, state: 'release-planned', date: '2026-12-01' }],
  },
  {
    ...{ ...EXTENSION, ...ended, state: 'released' },
    answers: [
      { ...said, state: 'release-planned' },
      { ...said, state: 'released', version: '3.3.0' },
    ],
  },
  { ...EXTENSION, state: 'copy-offered', answers: [{ ...said, state: 'copy-offered' }] },
  {
    ...{ ...EXTENSION, ...ended, state: 'copied', copy: 'plugin/french-drafter' },
    answers: [{ ...said, state: 'copy-offered' }],
  },
  {
    ...{ ...EXTENSION, ...ended, state: 'declined' },
    answers: [{ ...said, state: 'declined' }],
  },
  { ...EXTENSION, ...ended, state: 'withdrawn' },
];

export function inState(state: Extension['state']): Extension {
  const found = STATES.find((one) => one.state === state);
  if (!found) throw new Error(state);
  return found;
}

/** Everything in it that people wrote is this text. */
export function spoiled(extension: Extension, text: string): Extension {
  return {
    ...extension,
    ...{ component: text, version: text, team: text, workflow: text, need: text, missing: text },
    evidence: [{ id: text, why: text }],
    answers: extension.answers.map((one) => ({
      ...one,
      ...{ name: text, reason: text },
      ...(one.version ? { version: text } : {}),
    })),
    ...(extension.copy ? { copy: text } : {}),
  };
}

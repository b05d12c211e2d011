import * as z from 'zod';
import { type Organisation, organisationSchema } from '../core/people.ts';
import { SET_UP_CODE_MINUTES } from '../core/secret.ts';
import { minutesAfter } from '../core/time.ts';
import type { Head } from '../store/item.ts';
import { partKey, secretKey } from '../store/keys.ts';
import { readHead, readPart } from '../store/read.ts';
import type { Key } from '../store/store.ts';
import { attempt, done, type Step } from './attempt.ts';
import type { Deps } from './deps.ts';
import { hashOf, secretItem } from './secrets.ts';
import { ORGANISATION } from './standing.ts';

export interface SetUpCode {
  readonly code: string;
  readonly minutes: number;
}

/** Which code stands, by its hash: a new one ends it. */
const standingSchema = z.object({ hash: z.string() });
const STANDING = partKey(ORGANISATION, 'SET-UP-CODE');

/**
 * "The first admin comes from a one-time code printed at first start." A new code for an
 * organisation without any admin, which ends the one before; undefined where there is an admin.
 */
export async function newSetUpCode(deps: Deps): Promise<SetUpCode | undefined> {
  return attempt(deps, async (): Promise<Step<SetUpCode | undefined>> => {
    const head = await readHead(deps.store, ORGANISATION, organisationSchema);
    if (!head) throw new Error('the organisation is not set up');
    if (head.state.admins.length > 0) return done(undefined);
    const code = deps.newCode();
    const hash = hashOf(deps, code);
    const expiresAt = minutesAfter(deps.now(), SET_UP_CODE_MINUTES);
    return {
      kind: 'write',
      value: { code, minutes: SET_UP_CODE_MINUTES },
      write: {
        changes: [codeGiven(deps, head)],
        creates: [secretItem(hash, { type: 'set-up-code', expiresAt })],
        puts: [{ ...STANDING, kind: 'set-up-code', data: { hash } }],
        deletes: await oldCode(deps),
      },
    };
  });
}

function codeGiven(deps: Deps, head: Head<Organisation>) {
  const actor = { kind: 'system' as const, id: 'start' };
  const event = { kind: 'set-up.code-given', at: deps.now(), actor, data: {} };
  return { subject: ORGANISATION, from: head.chain, state: head.state, event } as const;
}

async function oldCode(deps: Deps): Promise<Key[]> {
  const standing = await readPart(deps.store, STANDING, standingSchema);
  return standing ? [secretKey(standing.state.hash)] : [];
}

/** What has to go when the code is used. */
export function usedCode(deps: Deps, code: string): readonly Key[] {
  return [secretKey(hashOf(deps, code)), STANDING];
}

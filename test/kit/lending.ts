import type { Lending, Signer } from '../../lib/acts/deps.ts';
import { refuse } from '../../lib/core/result.ts';
import type { RoleSession } from '../../lib/core/role-session.ts';

export interface FakeLending extends Lending {
  /** What STS was asked for, the first one first. */
  readonly assumed: readonly RoleSession[];
  /** What STS and the store of secrets will say from now on; undefined: what was asked for. */
  readonly fail: (why: 'sts-unavailable' | 'role-refused' | undefined) => void;
  readonly before: (step: (() => Promise<unknown>) | undefined) => void;
}

/** STS and a store of secrets that say yes: `local:crm` holds `hunter2`. */
export function fakeLending(signer: Signer): FakeLending {
  const assumed: RoleSession[] = [];
  let failing: 'sts-unavailable' | 'role-refused' | undefined;
  let first: (() => Promise<unknown>) | undefined;
  return {
    signer: {
      publicKeys: signer.publicKeys,
      sign: async (claims, type) => {
        await first?.();
        return signer.sign(claims, type);
      },
    },
    assumed,
    fail: (why) => {
      failing = why;
    },
    before: (step) => {
      first = step;
    },
    assume: async (role) => {
      await first?.();
      if (failing) return refuse(failing, 'STS was told to fail.');
      assumed.push(role);
      const secretAccessKey = `secret-of-${assumed.length}`;
      const id = String(assumed.length).padStart(16, '0');
      const sessionToken = `session-of-${role.sessionName}`;
      return {
        kind: 'session',
        accessKeyId: `ASIA${id}`,
        secretAccessKey,
        sessionToken,
        packed: 12,
      };
    },
    secret: async (reference) =>
      reference === 'local:crm'
        ? { kind: 'secret', value: 'hunter2' }
        : refuse('secret-unavailable', 'There is no such secret.'),
  };
}

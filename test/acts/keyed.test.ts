import { beforeEach, expect, test } from 'vitest';
import { loadIdentity } from '../../lib/acts/identities.ts';
import { codeStep, type Keyed, keyedIdentity, keyedWorkflow } from '../../lib/acts/keyed.ts';
import { hashOf } from '../../lib/acts/secrets.ts';
import { loadWorkflow } from '../../lib/acts/standing.ts';
import { secretKey } from '../../lib/store/keys.ts';
import type { TestDeps } from '../kit/deps.ts';
import { engineOfFile } from '../kit/engine.ts';
import { OWNER } from '../kit/people.ts';
import { CI, ciKey } from './keys-kit.ts';
import { claimed, registered, stage } from './stage.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registered(deps);
  await claimed(deps);
  await ciKey(deps);
});

async function keyed(kind: 'workflow' | 'identity'): Promise<Keyed> {
  const [workflow, identity] = [
    await loadWorkflow(deps, 'reply-bot'),
    await loadIdentity(deps, CI),
  ];
  if (!workflow || !identity) throw new Error('not there');
  return kind === 'workflow' ? keyedWorkflow(deps, workflow) : keyedIdentity(deps, identity);
}

test.each(['workflow', 'identity'] as const)(
  'a step of a %s changes keys only when told to',
  async (kind) => {
    const it = await keyed(kind);
    expect(it.keys).toHaveLength(1);
    const subject = `${kind}/${it.id}`;
    const said = { by: OWNER, data: { key: 'key_1' } };
    expect(it.step({ what: 'key-claimed', ...said })).toMatchObject({
      subject,
      state: { keys: it.keys },
      event: { kind: `${kind}.key-claimed`, actor: { kind: 'person', id: OWNER }, data: said.data },
    });
    expect(it.step({ what: 'key-revoked', ...said }, [])).toMatchObject({
      subject,
      state: { id: it.id, keys: [] },
      event: { kind: `${kind}.key-revoked` },
    });
  },
);

test('a code is in the answer alone: what is stored is its hash', async () => {
  const secret = {
    type: 'ci-code' as const,
    identity: CI,
    person: OWNER,
    overlap: 'at-once' as const,
    expiresAt: '2026-11-23T09:15:00.000Z',
  };
  const step = codeStep(deps, await keyed('identity'), secret);
  if (step.kind !== 'write' || step.value.kind !== 'code') throw new Error(step.kind);
  expect(step.write.creates).toMatchObject([{ ...secretKey(hashOf(deps, step.value.code)) }]);
  expect(JSON.stringify(step.write)).not.toContain(step.value.code);
});

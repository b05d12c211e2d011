import { beforeEach, expect, test } from 'vitest';
import { decideInBrowser, waitingInBrowser } from '../../lib/acts/decide-in-browser.ts';
import type { WebSession } from '../../lib/acts/web-login.ts';
import { refuse } from '../../lib/core/result.ts';
import { engineOfFile } from '../kit/engine.ts';
import { COLLEAGUE, OUTSIDER, SALES_LEAD } from '../kit/people.ts';
import { asked, registered, stage } from './stage.ts';
import { loggedInBy, stepUpGround } from './step-up-kit.ts';

const engine = engineOfFile();
let session: WebSession;
beforeEach(() => {
  session = { kind: 'session', person: COLLEAGUE, at: '', stepUp: undefined };
});

test('shows whoever may decide what waits, and nobody else', async () => {
  const deps = await stage(engine());
  const approval = await asked(deps, await registered(deps));
  const seenBy = (person: string) => waitingInBrowser(deps, { ...session, person });
  expect(await seenBy(COLLEAGUE)).toMatchObject({ approvals: [{ id: approval.id }] });
  expect(await seenBy(SALES_LEAD)).toMatchObject({ approvals: [] });
  expect(await seenBy(OUTSIDER)).toMatchObject({ why: 'not-allowed' });
});

test('a login decides while Slack is silent, where no fresh one is asked for', async () => {
  const deps = await stage(engine());
  const { id, digest } = await asked(deps, await registered(deps));
  const silent = {
    ...deps,
    people: { fresh: async () => refuse('lookup-failed', 'Slack is silent.') },
  };
  const said = { choice: 'approve' as const, digest, reason: '' };
  expect(await decideInBrowser(silent, session, id, said)).toMatchObject({
    kind: 'decided',
    approval: { decisions: [{ by: COLLEAGUE }] },
  });
});

test('what asks for a fresh login gets a link to one of its own', async () => {
  const { deps, approval } = await stepUpGround(engine());
  const back = await loggedInBy(deps, undefined);
  if (back.kind !== 'session') throw new Error(back.say);
  const said = { choice: 'approve' as const, digest: approval.digest, reason: '' };
  const outcome = await decideInBrowser(deps, back, approval.id, said);
  expect(outcome).toMatchObject({ kind: 'link', url: expect.stringContaining('/step-up/ymu_') });
});

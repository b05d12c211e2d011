import { beforeEach, describe, expect, test } from 'vitest';
import { registerManifest } from '../../../lib/acts/register.ts';
import { EDIT_FIELD } from '../../../lib/slack/views/edit-inputs.ts';
import { EDIT } from '../../../lib/slack/views/edit-modal.ts';
import { GATED, now } from '../../acts/proposing.ts';
import { stage } from '../../acts/stage.ts';
import type { TestDeps } from '../../kit/deps.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { COLLEAGUE, OWNER } from '../../kit/people.ts';
import { words } from '../views/kit.ts';
import { type State, submitted } from './room-kit.ts';

const engine = engineOfFile();
let deps: TestDeps;
beforeEach(async () => {
  deps = await stage(engine());
  await registerManifest(deps, OWNER, GATED, 'slack');
});

const options = (...values: string[]) => ({ selected_options: values.map((value) => ({ value })) });
const option = (value: string) => ({ selected_option: { value } });

/** The form as it was opened, but for what is asked besides of the first action. */
const save = (terms: readonly string[], by = OWNER, revision = 1) => {
  const rules = [0, 1].map(
    (n): State => ({
      [`${EDIT_FIELD.quorum}${n}`]: option('1'),
      [`${EDIT_FIELD.minutes}${n}`]: option('1440'),
    }),
  );
  const form = { callback: EDIT.save, metadata: `reply-bot|${revision}` };
  return submitted(deps, by, form, {
    ...rules[0],
    ...rules[1],
    [EDIT_FIELD.owner]: { selected_user: 'U0OWNER' },
    [EDIT_FIELD.gated]: options('send_external_email', 'tag_ticket'),
    [`${EDIT_FIELD.scopes}0`]: options('crm.tickets.read'),
    [`${EDIT_FIELD.terms}0`]: options(...terms),
  });
};

describe('what a rule asks besides', () => {
  test('is in force at once; taking it away is proposed', async () => {
    expect(words(await save(['reason_required', 'exclude_owner']))).toContain(
      'Revision 2 is in force.',
    );
    expect((await now(deps)).manifest.gates).toEqual({
      send_external_email: { reason_required: true, exclude_owner: true },
    });
    expect(words(await save(['reason_required'], COLLEAGUE, 2))).toContain(
      'Lets the owner approve send_external_email',
    );
  });

  test('a fresh login that nobody can give is refused at its field, without JSON', async () => {
    const say =
      'A fresh login with each decision needs an identity provider, and your organisation has none. Ask a platform admin to set one in the settings.';
    expect(await save(['step_up'])).toEqual([
      { kind: 'errors', errors: { [`${EDIT_FIELD.terms}0`]: say } },
    ]);
  });
});

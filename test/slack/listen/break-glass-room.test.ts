import { beforeEach, expect, test } from 'vitest';
import { readOwnApproval } from '../../../lib/acts/approvals.ts';
import { loadBreakGlass } from '../../../lib/acts/break-glass-store.ts';
import { refuse } from '../../../lib/core/result.ts';
import { breakGlassRoom, offerBreakGlass } from '../../../lib/slack/listen/break-glass-room.ts';
import { broken, REASON } from '../../acts/break-glass-kit.ts';
import { type StepUpGround, stepUpGround } from '../../acts/step-up-kit.ts';
import { engineOfFile } from '../../kit/engine.ts';
import { ADMIN, AUDITOR, COLLEAGUE, OWNER } from '../../kit/people.ts';
import { buttons, expectGoodMessage, expectGoodView, words } from '../views/kit.ts';
import { pressed, submitted, typed } from './room-kit.ts';

const engine = engineOfFile();
let ground: StepUpGround;
beforeEach(async () => {
  ground = await stepUpGround(engine());
});

const field = (value: string) => ({ type: 'plain_text_input', value });
const chosen = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });
const press = (action: string, by: string) =>
  pressed(ground.deps, by, { action, value: ground.approval.id });

test('from Details over the form to the link; nothing is ended by it', async () => {
  const { deps, approval } = ground;
  const [form] = await press('break_glass_open', ADMIN);
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  const { callback_id: callback = '', private_metadata: metadata = '' } = form.view;
  const short = await submitted(deps, ADMIN, { callback, metadata }, { reason: field('urgent') });
  expect(short).toMatchObject([{ kind: 'errors', errors: { reason: expect.any(String) } }]);
  const filled = { reason: field(REASON) };
  const [link] = await submitted(deps, ADMIN, { callback, metadata }, filled);
  if (link?.kind !== 'replace') throw new Error('no link');
  expectGoodView(link.view);
  expect(JSON.stringify(link.view)).toContain(`${deps.settings.baseUrl}/step-up/`);
  expect((await readOwnApproval(deps, 'reply-bot', approval.id))?.end).toBeUndefined();
});

test('an admin to whom the details are closed is offered it; a member of the team is not', async () => {
  const { deps, approval } = ground;
  const offered = await press('approval_details', ADMIN);
  if (offered[0]?.kind !== 'say') throw new Error('nothing said');
  expectGoodMessage(offered[0].message);
  expect(buttons(offered)).toEqual(['Break Glass…']);
  expect(buttons(await press('approval_details', COLLEAGUE))).not.toContain('Break Glass…');
  expect(buttons(await press('approval_details', AUDITOR))).not.toContain('Break Glass…');
  await broken(deps, approval);
  expect(buttons(await press('approval_details', ADMIN))).toEqual([]);
  const refusal = refuse('not-allowed', 'No.');
  expect(await offerBreakGlass(deps, ADMIN, { id: 'apr_none', refusal })).toBeUndefined();
});

test('the word lists what was broken, or opens the form for one', async () => {
  const { deps, approval } = ground;
  expect(Object.keys(breakGlassRoom.words ?? {})).toEqual(['breakglass']);
  expect(words(await typed(deps, AUDITOR, 'breakglass'))).toContain('Nobody broke the glass');
  expect((await typed(deps, ADMIN, `breakglass ${approval.id}`))[0]?.kind).toBe('open');
  const refused = words(await typed(deps, OWNER, `breakglass ${approval.id}`));
  expect(refused).toContain('Only platform admins');
  expect(words(await typed(deps, ADMIN, 'breakglass apr_none'))).toContain('no such approval');
  await broken(deps, approval);
  expect(words(await typed(deps, AUDITOR, 'breakglass'))).toContain('1 not reviewed yet.');
  const ended = words(await typed(deps, ADMIN, `breakglass ${approval.id}`));
  expect(ended).toContain('approved already');
});

test('whoever owes the review has it on App Home, and writes it once', async () => {
  const { deps, approval } = ground;
  const home = async (by: string) => (await breakGlassRoom.home?.(deps, by))?.waiting ?? [];
  expect(await home(AUDITOR)).toEqual([]);
  await broken(deps, approval);
  expect(words(await home(AUDITOR))).toContain('To be reviewed by');
  expect(await home(OWNER)).toEqual([]);
  expect(words(await press('break_glass_review', ADMIN))).toContain('had no part in it');
  const [form] = await press('break_glass_review', AUDITOR);
  if (form?.kind !== 'open') throw new Error('no form');
  expectGoodView(form.view);
  expect(words(form.view)).toContain(REASON);
  const { callback_id: callback = '', private_metadata: metadata = '' } = form.view;
  const state = { verdict: chosen('justified'), finding: field('Nobody was awake.') };
  expect(await submitted(deps, AUDITOR, { callback, metadata }, state)).toEqual([]);
  expect((await loadBreakGlass(deps, approval.id))?.state.review?.verdict).toBe('justified');
  expect(await home(AUDITOR)).toEqual([]);
  expect(words(await press('break_glass_review', AUDITOR))).toContain('reviewed already');
  const again = await submitted(deps, AUDITOR, { callback, metadata }, state);
  expect(words(again)).toContain('reviewed already');
  const odd = { ...state, verdict: chosen('perhaps') };
  const old = await submitted(deps, AUDITOR, { callback, metadata }, odd);
  expect(words(old)).toContain('older version');
});

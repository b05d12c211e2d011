import { expect, test } from 'vitest';
import { engineOfFile } from '../../kit/engine.ts';
import { asked, MODES, stage, stateNow } from '../kit.ts';
import { words } from '../views/kit.ts';

const engine = engineOfFile();

test.each(MODES)(
  'Home shows what waits, and a decision there shows it anew, over %s',
  async (mode) => {
    const here = await stage(engine(), mode);
    const { colleague } = here;
    const id = await asked(here.deps);
    await colleague.openHome();
    await expect
      .poll(() => words(colleague.home()?.blocks))
      .toContain('send external email: ticket 4711');
    await colleague.clickInHome({ actionId: 'approval_approve' });
    await expect.poll(() => words(colleague.home()?.blocks)).toContain('Nothing waits for you.');
    expect(await stateNow(here, id)).toBe('approved');
    expect(words(colleague.home()?.blocks)).toContain('support-reply-drafter');
  },
);

test.each(MODES)(
  'Home stays closed for somebody of another organisation, over %s',
  async (mode) => {
    const { outsider } = await stage(engine(), mode);
    await outsider.openHome();
    await expect
      .poll(() => words(outsider.home()?.blocks))
      .toContain('Only people of this organisation');
  },
);

import type { Deps } from '../../lib/acts/deps.ts';
import { sendNotice } from '../../lib/acts/notice.ts';
import { carryNotice } from '../../lib/acts/notice-carry.ts';
import { ADMIN } from '../kit/people.ts';
import { unsent } from './stage.ts';

export const WANTED = {
  id: 'ntc_1',
  system: 'CRM',
  what: 'The vendor has new screens.',
  link: 'https://vendor.example/news',
};

/** A notice about the CRM, opened by the platform and not yet told to anybody. */
export async function opened(deps: Deps, wanted: Partial<typeof WANTED> = {}) {
  const outcome = await sendNotice(deps, ADMIN, { ...WANTED, ...wanted });
  if (outcome.kind === 'refused') throw new Error(outcome.say);
  return outcome.notice;
}

/** The same, told to every owner. */
export async function told(deps: Deps) {
  const notice = await opened(deps);
  if (!(await carryNotice(deps, notice.id))) throw new Error('nothing was due');
  return notice;
}

/** Whom messages of the notice are on their way to. */
export async function messages(deps: Deps): Promise<string[]> {
  const rows = await unsent(deps);
  return rows.filter((row) => row.what === 'notice-ask').map((row) => row.place);
}

import * as z from 'zod';
import { personKeySchema } from './people.ts';

const yes = z.literal(true).optional();
const minutes = z
  .int()
  .min(5)
  .max(7 * 24 * 60)
  .optional();

/** What of it is a plain yes, or left out. */
export const YES_TERMS = ['step_up', 'reason_required', 'exclude_owner'] as const;
export type YesTerm = (typeof YES_TERMS)[number];

/** How an action is approved: what the baseline and a manifest can both ask for. All of it makes stricter. */
export const gateTerms = {
  quorum: z.int().min(1).max(10).optional().describe('How many people must approve; 1 if absent.'),
  expires_in_minutes: minutes.describe('How long they have; a day if absent.'),
  step_up: yes.describe(
    "A fresh login at the organisation's identity provider with each approval.",
  ),
  reason_required: yes.describe('Whoever approves says why, too.'),
  exclude_owner: yes.describe("The workflow's owner may not decide."),
  exclude: z
    .array(personKeySchema)
    .min(1)
    .max(20)
    .optional()
    .describe('People who may not decide, T…/U….'),
  remind_after_minutes: minutes.describe('When deciders are told once more; halfway if absent.'),
  escalate_after_minutes: minutes.describe(
    'When those who answer for the team are told that nobody has decided; three quarters of the way if absent.',
  ),
};

import type * as z from 'zod';
import { accessRequestSchema } from '../core/access.ts';
import { approvalSchema } from '../core/approval.ts';
import type { AuditActor } from '../core/audit.ts';
import { breakGlassSchema, erasedBreakGlass } from '../core/break-glass.ts';
import { campaignSchema } from '../core/campaign.ts';
import { erasedCampaign } from '../core/campaign-erasure.ts';
import { erasedChange, erasedChangeAsk } from '../core/change-erasure.ts';
import { changeAskSchema, changeProposalSchema } from '../core/change-proposal.ts';
import { erasedReport, erasedVerdict, reportSchema, verdictSchema } from '../core/duplicates.ts';
import {
  type Erased,
  erasedAccess,
  erasedApproval,
  erasedExtension,
  erasedProposal,
  erasedRequest,
  erasedSettingsChange,
} from '../core/erasure.ts';
import { extensionSchema } from '../core/extension.ts';
import { type PersonKey, slackUserId } from '../core/people.ts';
import { erasedPromotion } from '../core/promotion/erased.ts';
import { promotionSchema } from '../core/promotion.ts';
import { proposedSchema } from '../core/proposed.ts';
import { requestSchema } from '../core/request.ts';
import { settingsChangeSchema } from '../core/settings-change.ts';
import { erasedTransfer, transferSchema } from '../core/transfer.ts';
import {
  accessIndex,
  approvalIndex,
  breakGlassIndex,
  campaignIndex,
  changeIndex,
  DUPLICATE_REPORTS,
  extensionIndex,
  listedUnder,
  promotionIndex,
  proposedIndex,
  requestIndex,
  settingsChangeIndex,
  transferIndex,
  VERDICTS,
} from '../store/indexes.ts';
import { partKey, type Subject } from '../store/keys.ts';
import type { Telling } from '../store/outbox.ts';
import { readHead } from '../store/read.ts';
import { accessOutcome } from './access-store.ts';
import { cardRows } from './approval-cards.ts';
import { attempt, done, type Step } from './attempt.ts';
import { breakGlassCards } from './break-glass-store.ts';
import { tellCampaignCard } from './campaign-store.ts';
import type { Deps } from './deps.ts';
import { shownAnew } from './extension-store.ts';
import { promotionCards } from './promotion-store.ts';
import { loadOrganisation, loadTeam, loadWorkflow } from './standing.ts';

/** Whose words and names go, and who wants it so. */
export interface Erasing {
  readonly person: PersonKey;
  readonly by: AuditActor;
  /** Only looks. */
  readonly dryRun: boolean;
}

type Eraser = (deps: Deps, id: string, erasing: Erasing) => Promise<boolean>;

/** A message about the thing itself, unless it names a subject of its own. */
type Shown = Omit<Telling, 'subject'> & Partial<Pick<Telling, 'subject'>>;

interface Place<T> {
  readonly schema: z.ZodType<T>;
  readonly erase: (state: T, person: PersonKey) => Erased<T> | undefined;
  readonly index: (state: T) => Record<string, string>;
  /** Messages that showed what is gone; they are drawn anew. */
  readonly shown?: (erased: Erased<T>, deps: Deps) => Promise<readonly Shown[]>;
}

/** One thing's head without what it kept of the person, its parts gone, its messages drawn anew. */
function eraser<T>(
  kind:
    | 'approval'
    | 'request'
    | 'extension'
    | 'settings-change'
    | 'proposed-revision'
    | 'promotion'
    | 'access'
    | 'verdict'
    | 'duplicate-report'
    | 'change-proposal'
    | 'change-ask'
    | 'campaign'
    | 'transfer'
    | 'break-glass',
  place: Place<T>,
): Eraser {
  return (deps, id, { person, by, dryRun }) => {
    const subject: Subject = `${kind}/${id}`;
    return attempt(deps, async (): Promise<Step<boolean>> => {
      const head = await readHead(deps.store, subject, place.schema);
      const erased = head && place.erase(head.state, person);
      if (!head || !erased) return done(false);
      if (dryRun) return done(true);
      const { state, parts } = erased;
      const shown = (await place.shown?.(erased, deps)) ?? [];
      const event = { kind: 'erased', at: deps.now(), actor: by, data: { person } };
      return {
        kind: 'write',
        value: true,
        write: {
          changes: [{ subject, from: head.chain, state, index: place.index(state), event }],
          deletes: parts.map((part) => partKey(subject, part)),
          tell: shown.map((one) => ({ subject, ...one, lane: 'bulk' })),
        },
      };
    });
  };
}

const ERASERS: Readonly<Record<string, Eraser>> = {
  approval: eraser('approval', {
    schema: approvalSchema,
    erase: erasedApproval,
    index: approvalIndex,
    // Names never stand on a card; the reason of a denial does.
    shown: async ({ state, parts }) => (parts.length > 0 ? cardRows(state) : []),
  }),
  request: eraser('request', {
    schema: requestSchema,
    erase: erasedRequest,
    index: requestIndex,
    shown: async ({ state }, deps) => {
      const { platformChannel } = await loadOrganisation(deps);
      const card = { what: 'request-card', place: platformChannel } as const;
      const answer = { what: 'request-answer', place: slackUserId(state.by) } as const;
      // What an owner was asked has messages of its own.
      if (state.state === 'reused' || state.extension) return [];
      return state.answer ? [card, answer] : [card];
    },
  }),
  extension: eraser('extension', {
    schema: extensionSchema,
    erase: erasedExtension,
    index: extensionIndex,
    shown: async ({ state }) => shownAnew(state),
  }),
  'settings-change': eraser('settings-change', {
    schema: settingsChangeSchema,
    erase: erasedSettingsChange,
    index: settingsChangeIndex,
  }),
  access: eraser('access', {
    schema: accessRequestSchema,
    erase: erasedAccess,
    index: accessIndex,
    shown: async ({ state }, deps) => {
      const [{ platformChannel }, workflow] = await Promise.all([
        loadOrganisation(deps),
        loadWorkflow(deps, state.workflow),
      ]);
      const asker = workflow ? accessOutcome(state, workflow.state) : [];
      const told = state.state === 'open' ? [] : asker;
      return [{ what: 'access-card', place: platformChannel }, ...told];
    },
  }),
  promotion: eraser('promotion', {
    schema: promotionSchema,
    erase: erasedPromotion,
    index: promotionIndex,
    // Names never stand on a card; reasons do.
    shown: async ({ state }, deps) => {
      const [organisation, team] = await Promise.all([
        loadOrganisation(deps),
        loadTeam(deps, state.team),
      ]);
      return promotionCards(state, { organisation, team });
    },
  }),
  'change-proposal': eraser('change-proposal', {
    schema: changeProposalSchema,
    erase: erasedChange,
    index: changeIndex,
    shown: async ({ state }) => [{ what: 'change-card', place: slackUserId(state.by) }],
  }),
  campaign: eraser('campaign', {
    schema: campaignSchema,
    erase: erasedCampaign,
    index: campaignIndex,
    shown: async ({ state }, deps) => tellCampaignCard(state, await loadOrganisation(deps)),
  }),
  'change-ask': eraser('change-ask', {
    schema: changeAskSchema,
    erase: erasedChangeAsk,
    index: () => ({}),
    shown: async ({ state }) => [{ what: 'change-ask', place: slackUserId(state.holder) }],
  }),
  'proposed-revision': eraser('proposed-revision', {
    schema: proposedSchema,
    erase: erasedProposal,
    index: proposedIndex,
  }),
  // Its card names nobody but by their id.
  transfer: eraser('transfer', {
    schema: transferSchema,
    erase: erasedTransfer,
    index: transferIndex,
  }),
  'break-glass': eraser('break-glass', {
    schema: breakGlassSchema,
    erase: erasedBreakGlass,
    index: breakGlassIndex,
    shown: async ({ state }) => breakGlassCards(state),
  }),
  verdict: eraser('verdict', {
    schema: verdictSchema,
    erase: erasedVerdict,
    index: ({ id, at }) => listedUnder(VERDICTS, `${at}#${id}`),
  }),
  'duplicate-report': eraser('duplicate-report', {
    schema: reportSchema,
    erase: erasedReport,
    index: ({ id }) => listedUnder(DUPLICATE_REPORTS, id),
    shown: async (_, deps) => {
      const { platformChannel } = await loadOrganisation(deps);
      return [{ what: 'duplicates-report', place: platformChannel }];
    },
  }),
};

/** Takes what the subject (`approval/apr_…`) keeps of the person out of it. Returns whether there was any. */
export async function eraseIn(deps: Deps, subject: string, erasing: Erasing): Promise<boolean> {
  const [kind = '', ...rest] = subject.split('/');
  const erase = Object.hasOwn(ERASERS, kind) ? ERASERS[kind] : undefined;
  return erase ? erase(deps, rest.join('/'), erasing) : false;
}

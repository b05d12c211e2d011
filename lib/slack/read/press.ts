import * as z from 'zod';
import { ACTION } from '../views/ids.ts';
import { type From, fromSchema, misfit, readFrom, type Unknown, unknown } from './from.ts';
import { textOf, valueSchema } from './values.ts';

/** Which button, with the ids it carries. */
type Press =
  | { readonly kind: 'approve' | 'reject'; readonly id: string; readonly digest: string }
  | { readonly kind: 'details'; readonly id: string; readonly page: number }
  | { readonly kind: 'answer-approve' | 'ask-changes' | 'reject-request'; readonly id: string }
  | { readonly kind: 'key-code' | 'key-send'; readonly workflow: string }
  | { readonly kind: 'use'; readonly component: string }
  | { readonly kind: 'new' | 'log' }
  /** A button of one of the rooms, or of an older version. */
  | {
      readonly kind: 'other';
      readonly action: string;
      readonly part: string;
      readonly value: string;
    };

/** Where the button was: what may be answered there differs. */
export type Surface =
  | { readonly kind: 'message'; readonly channel: string }
  | { readonly kind: 'modal'; readonly viewId: string; readonly hash: string }
  | { readonly kind: 'home' };

export interface PressInput extends From {
  readonly kind: 'press';
  readonly press: Press;
  readonly surface: Surface;
}

const schema = fromSchema.extend({
  actions: z.tuple([valueSchema.extend({ action_id: z.string() })]).rest(z.unknown()),
  channel: z.object({ id: z.string() }).optional(),
  view: z
    .object({ id: z.string(), type: z.enum(['modal', 'home']), hash: z.string().default('') })
    .optional(),
});

/** A pressed button. One whose action or value is not known here is `other`, not an error. */
export function readPress(body: unknown): PressInput | Unknown {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const from = readFrom(parsed.data);
  if (!from) return unknown('user, team');
  const [action] = parsed.data.actions;
  return {
    kind: 'press',
    ...from,
    surface: readSurface(parsed.data),
    press: readAction(action.action_id, textOf(action)) ?? readOther(action),
  };
}

function readOther(chosen: z.infer<typeof valueSchema> & { action_id: string }): Press {
  const [, action = '', part = ''] = /^([^:]*):?([\s\S]*)$/.exec(chosen.action_id) ?? [];
  return { kind: 'other', action, part, value: textOf(chosen) };
}

function readSurface({ view, channel }: z.infer<typeof schema>): Surface {
  if (view?.type === 'modal') return { kind: 'modal', viewId: view.id, hash: view.hash };
  return view ? { kind: 'home' } : { kind: 'message', channel: channel?.id ?? '' };
}

const ID = /^[A-Za-z0-9_-]{1,100}$/;
const DECISION = /^([A-Za-z0-9_-]{1,100})\|([0-9a-f]{64})$/;
const PAGE = /^([A-Za-z0-9_-]{1,100})\|(\d{1,4})$/;
/** Workflow names and component ids, as the registry writes them. */
const NAME = /^[a-z0-9][a-z0-9._/-]{0,120}$/;

function readAction(action: string, value: string): Press | undefined {
  if (action.startsWith(ACTION.detailsPage)) return readPage(value);
  switch (action) {
    case ACTION.approve:
      return readDecision('approve', value);
    case ACTION.reject:
      return readDecision('reject', value);
    case ACTION.details:
      return ID.test(value) ? { kind: 'details', id: value, page: 0 } : undefined;
    case ACTION.keyCode:
      return NAME.test(value) ? { kind: 'key-code', workflow: value } : undefined;
    case ACTION.keySend:
      return NAME.test(value) ? { kind: 'key-send', workflow: value } : undefined;
    case ACTION.useComponent:
      return NAME.test(value) ? { kind: 'use', component: value } : undefined;
    default:
      return readAnswer(action, value) ?? PLAIN.get(action);
  }
}

// Maps, not objects: "constructor" is an action_id that anybody can write.
const PLAIN = new Map<string, Press>([
  [ACTION.menuNew, { kind: 'new' }],
  [ACTION.homeNew, { kind: 'new' }],
  [ACTION.menuLog, { kind: 'log' }],
]);

const ANSWERS = new Map<string, 'answer-approve' | 'ask-changes' | 'reject-request'>([
  [ACTION.requestApprove, 'answer-approve'],
  [ACTION.requestChanges, 'ask-changes'],
  [ACTION.requestReject, 'reject-request'],
]);

function readAnswer(action: string, id: string): Press | undefined {
  const kind = ANSWERS.get(action);
  return kind && ID.test(id) ? { kind, id } : undefined;
}

function readDecision(kind: 'approve' | 'reject', value: string): Press | undefined {
  const [, id, digest] = DECISION.exec(value) ?? [];
  return id && digest ? { kind, id, digest } : undefined;
}

function readPage(value: string): Press | undefined {
  const [, id, page] = PAGE.exec(value) ?? [];
  return id && page ? { kind: 'details', id, page: Number(page) } : undefined;
}

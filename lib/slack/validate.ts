/**
 * Says what Slack would refuse in a payload, before Slack sees it. Pure. The numbers are in limits.ts;
 * a limit that nothing here checks does not exist.
 */
import { utf8Length } from '../core/utf8.ts';
import { LIMITS } from './limits.ts';
import { anyBlock } from './validate/blocks.ts';
import type { Check, Place, Problem, Surface } from './validate/check.ts';
import {
  all,
  below,
  bool,
  fields,
  isObject,
  list,
  problem,
  string,
  typed,
} from './validate/check.ts';
import * as part from './validate/composition.ts';
import { everyBlock, messageTotals, oneFocus, uniqueIds } from './validate/whole.ts';

export type { Problem, Surface } from './validate/check.ts';

const MESSAGE_BLOCKS = all(list(anyBlock, LIMITS.blocksPerMessage, 0), uniqueIds, messageTotals);
const VIEW_BLOCKS = all(list(anyBlock, LIMITS.blocksPerView, 0), uniqueIds, oneFocus);

/** Looks at a bare array of blocks as it would stand on `surface`. */
export function validateBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): Problem[] {
  const check = surface === 'message' ? MESSAGE_BLOCKS : VIEW_BLOCKS;
  return check(blocks, { pointer, surface });
}

/**
 * Looks at the arguments of chat.postMessage, chat.update, chat.postEphemeral or a response_url:
 * `text`, `blocks`, `attachments`; other arguments (channel, ts, metadata …) are not looked at.
 * A missing `text` is a problem although Slack takes it: screen readers and notifications read
 * nothing else. So is one over 4,000 characters, which chat.update refuses.
 */
export function validateMessage(payload: unknown): Problem[] {
  const place: Place = { pointer: '', surface: 'message' };
  if (!isObject(payload)) return [problem(place, 'wrong_type', 'must be an object')];
  const { blocks, attachments } = payload;
  const inBlocks = blocks === undefined ? [] : validateBlocks(blocks, 'message');
  const attached =
    attachments === undefined
      ? []
      : list(attachment, LIMITS.attachments, 0)(attachments, below(place, 'attachments'));
  return [...fallback(payload.text, below(place, 'text')), ...inBlocks, ...attached];
}

/** Of an attachment only its blocks are looked at; the rest is a form of before Block Kit. */
const attachment: Check = (value, place) =>
  isObject(value) && value.blocks !== undefined
    ? MESSAGE_BLOCKS(value.blocks, below(place, 'blocks'))
    : [];

function fallback(value: unknown, place: Place): Problem[] {
  if (value === undefined || (typeof value === 'string' && value.trim() === ''))
    return [problem(place, 'missing_text', 'the fallback text is missing')];
  return string(LIMITS.messageText)(value, place);
}

const common = {
  private_metadata: string(LIMITS.privateMetadata),
  callback_id: string(LIMITS.callbackId),
  external_id: string(LIMITS.externalId),
};

/** "submit is required when an input block is within the blocks array." */
const submitWhenInput: Check = (view, place) => {
  if (!isObject(view) || view.submit !== undefined) return [];
  const asks = everyBlock(view.blocks, place).some(({ block }) => block.type === 'input');
  return asks ? [problem(place, 'missing_submit', 'a view with inputs needs submit')] : [];
};

const modal = all(
  fields(
    { title: part.plain(LIMITS.modalTitle), blocks: VIEW_BLOCKS },
    {
      ...common,
      submit: part.plain(LIMITS.modalSubmit),
      close: part.plain(LIMITS.modalClose),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
  ),
  submitWhenInput,
);

const home = fields({ blocks: VIEW_BLOCKS }, common);

/** Looks at a view for views.open, push, update, publish or a submission's answer. */
export function validateView(view: unknown): Problem[] {
  const surface = isObject(view) && view.type === 'home' ? 'home' : 'modal';
  const place: Place = { pointer: '', surface };
  const found = typed({ modal, home }, 'view')(view, place);
  const bytes = utf8Length(JSON.stringify(view) ?? '');
  if (bytes <= LIMITS.viewBytes) return found;
  const words = `${bytes} bytes where ${LIMITS.viewBytes} are allowed`;
  return [...found, problem(place, 'view_too_large', words)];
}

import type { KnownBlock, ModalView } from '@slack/types';
import { type PatchLine, patchLines } from '../../core/manifest-diff/text.ts';
import { LIMITS, shorten } from '../limits.ts';
import { EDIT } from './edit-modal.ts';
import { askingModal, boldLine, code, context, fallback, type Message, plain } from './parts.ts';
import { clean, mention, safe, when } from './text.ts';

export const DEVELOPER = 'edit_developer';

export interface PatchShown {
  readonly patch: {
    readonly id: string;
    readonly workflow: string;
    readonly against: number;
    readonly by: string;
    readonly expiresAt: string;
  };
  readonly texts: { readonly before: string; readonly after: string };
}

const AROUND = 3;
const PER_BLOCK = 2600;
const MOST_BLOCKS = 3;

/** The exact patch, and whom to pass it on to. */
export function patchModal(shown: PatchShown, said: readonly string[]): ModalView {
  const { id, workflow } = shown.patch;
  const asks = { title: 'Patch', submit: 'Send to Developer', callback: EDIT.patch, metadata: id };
  return askingModal(asks, [
    boldLine(workflow),
    context('Change its manifest in the repository like this. CI registers it then.'),
    ...codeBlocks(shown),
    ...said.slice(0, 5).map((one) => context(safe(one, 500))),
    {
      type: 'input',
      block_id: DEVELOPER,
      label: plain('Developer', LIMITS.inputLabel),
      hint: plain('Somebody of the team. The patch comes as a message.', LIMITS.inputHint),
      element: { type: 'users_select', action_id: 'value' },
    },
  ]);
}

/** The patch as its receiver gets it. */
export function patchMessage(shown: PatchShown): Message {
  const { workflow, against, by, expiresAt } = shown.patch;
  const line = `A patch for the manifest of ${workflow}`;
  const from = `From ${mention(by)}, against revision ${against}. Kept until ${when(expiresAt)}.`;
  return {
    text: fallback(line, 'Change it in the repository; CI registers it then.'),
    blocks: [
      boldLine(line),
      context(from),
      ...codeBlocks(shown),
      context('Lines with + come in, lines with - go out. CI registers it once it is merged.'),
    ],
  };
}

/** Changed lines with what stands around them, in pieces that fit. Nothing is parsed in them. */
function codeBlocks({ texts }: PatchShown): KnownBlock[] {
  const lines = withinReach(patchLines(texts.before, texts.after));
  if (lines.length === 0) return [context('There is nothing to change.')];
  const pieces = inPieces(lines);
  const kept = pieces.slice(0, MOST_BLOCKS).map(code);
  const cut = context('The rest does not fit here. Make smaller changes, one after the other.');
  return pieces.length > MOST_BLOCKS ? [...kept, cut] : kept;
}

/** Unchanged stretches are left out, and marked as such. */
function withinReach(lines: readonly PatchLine[]): string[] {
  const changed = lines.flatMap((one, n) => (one.mark === ' ' ? [] : [n]));
  const near = (n: number) => changed.some((at) => Math.abs(at - n) <= AROUND);
  return lines.flatMap((one, n) => {
    if (near(n)) return [`${one.mark} ${clean(one.text)}`];
    const first = n === 0 || near(n - 1);
    return first && changed.length > 0 ? ['  …'] : [];
  });
}

function inPieces(lines: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of lines.map((one) => shorten(one, PER_BLOCK))) {
    if (piece !== '' && piece.length + line.length + 1 > PER_BLOCK) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? line : `${piece}\n${line}`;
  }
  return [...pieces, piece];
}

import type { Deps } from '../../acts/deps.ts';
import { type Asked, askExtension } from '../../acts/extension.ts';
import { type MatchMetadata, packMatch } from '../metadata.ts';
import { fieldErrors, type Reply, replace } from '../reply.ts';
import { askAgainModal, askedBeforeModal, askedOwnerModal } from '../views/extension-forms.ts';
import { MATCH } from '../views/match-modal.ts';
import { refusalModal } from '../views/refusal.ts';

/**
 * "It nearly fits": its owner is asked. `about` is what the form carried along; `field` is where what
 * is missing was typed.
 */
export async function askOwner(
  deps: Deps,
  asked: Asked,
  about: MatchMetadata,
  field: string = MATCH.because,
): Promise<Reply[]> {
  const outcome = await askExtension(deps, asked);
  switch (outcome.kind) {
    case 'asked':
      return replace(askedOwnerModal(outcome.extension, outcome.owner));
    case 'before':
      return replace(askedBeforeModal(outcome.extension));
    case 'declined-before': {
      const { component, missing } = asked;
      const { id, need, workflow, team, offered, evidence } = about;
      const kept = { id, need, workflow, team, offered, evidence };
      const metadata = packMatch({ ...kept, component, knows: outcome.extension.id });
      return replace(askAgainModal(outcome.extension, { metadata, missing }));
    }
    case 'refused':
      return outcome.why === 'reason-required'
        ? fieldErrors({ [field]: outcome.say })
        : replace(refusalModal(outcome));
  }
}

import type { ModalView } from '@slack/types';
import type { AccessRequest } from '../../core/access.ts';
import type { Grant, Want } from '../../core/grant.ts';
import {
  type AccessShown,
  accessLine,
  accessState,
  grantButton,
  wantsText,
} from './access-card.ts';
import { ACCESS } from './access-ids.ts';
import type { RoomPart } from './home.ts';
import {
  actions,
  boldLine,
  button,
  context,
  fallback,
  type Message,
  quote,
  section,
  tellingModal,
  upTo,
} from './parts.ts';
import { lines, whoever } from './revision-card.ts';
import { safe, when } from './text.ts';

/** At most 12 blocks: three requests of three, and the line that says how many more. */
const MOST = 3;

/** Requests that wait for this person, on Home. */
export function accessPart(waiting: readonly AccessRequest[]): RoomPart {
  return {
    waiting: upTo(waiting, MOST, (one) => [
      boldLine(`${accessLine(one)}: ${wantsText(one.wants)}`, 300),
      context(`Asked by ${whoever(one.by)} · ${when(one.at)}`),
      actions(
        `home-access|${one.id}`,
        grantButton(one),
        button('Refuse…', ACCESS.refuse, one.id),
        button('Details', ACCESS.details, one.id),
      ),
    ]),
    more: [],
  };
}

/** What became of an ask, in the form's place. */
export function askedModal(
  workflow: string,
  given: readonly Want[],
  request: AccessRequest | undefined,
): ModalView {
  const names = (wants: readonly Want[]) => safe(wantsText(wants), 800);
  return tellingModal('Ask for access', [
    boldLine(workflow, 200),
    ...(given.length > 0
      ? [section(`Given at once, as the baseline gives it to everybody: ${names(given)}.`)]
      : []),
    ...(request
      ? [
          section(
            `The platform team is asked for ${names(request.wants)}. ${accessState(request)}`,
          ),
          context('You get a message here when it is answered.'),
        ]
      : []),
  ]);
}

/** What a workflow lost by itself, or soon will. */
export function grantsEndMessage(
  workflow: string,
  news: 'ended' | 'ending',
  grants: readonly Grant[],
): Message {
  const line =
    news === 'ended' ? `Access of ${workflow} has ended` : `Access of ${workflow} ends soon`;
  const means =
    news === 'ended'
      ? 'It can ask for nothing and gets no credentials until it is given access anew.'
      : 'Nothing is to be done if it is not needed after that.';
  return {
    text: fallback(line, means),
    blocks: [
      boldLine(line, 200),
      ...upTo(grants, 10, ({ connector, scope, until }) => [
        context(
          `${safe(scope, 200)} of ${safe(connector, 100)}${until ? ` · until ${when(until)}` : ''}`,
        ),
      ]),
      section(means),
      actions(`grants-${news}|${workflow}`, button('Ask to Renew', ACCESS.renew, workflow)),
    ],
  };
}

/** Access that the platform took back, with its reason. */
export function takenMessage({
  request,
  answer,
}: Pick<AccessShown, 'request' | 'answer'>): Message {
  const { id, workflow, team, wants } = request;
  const line = `Access of ${workflow} of ${team} was taken back`;
  return {
    text: fallback(line, 'It counts no more from now on.'),
    blocks: [
      boldLine(line, 200),
      lines(wants.map((want) => ({ field: '', say: wantsText([want]) }))),
      context(accessState(request)),
      ...(answer ? [quote(answer, 1000)] : []),
      section('If it needs this all the same, its team asks for it and says what for.'),
      actions(`taken|${id}`, button('Ask for Access', ACCESS.ask, workflow)),
    ],
  };
}

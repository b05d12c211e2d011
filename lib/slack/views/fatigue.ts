import { FATIGUE_DAYS, type Fatigue } from '../../core/fatigue.ts';
import { context, type Message, section } from './parts.ts';

/** For one person alone: plain, without blame, and with what helps. */
export function fatigueNote({ decisions, approved, medianSeconds }: Fatigue): Message {
  const seconds = Math.max(1, Math.round(medianSeconds));
  const head = `You decided ${decisions} requests in ${FATIGUE_DAYS} days and approved ${approved} % of them, half of them within ${seconds === 1 ? '1 second' : `${seconds} seconds`} of being asked.`;
  const why =
    'That mostly says that a gate asks too often, and that you answer fast. But nobody can read that fast for long, and the next request may be the wrong one.';
  return {
    text: `${head} This note is for you alone.`,
    blocks: [
      section(head),
      section(why),
      section(
        [
          '*What helps*',
          '• Ask the owner for a narrower gate: only what can do harm.',
          '• Ask the platform to give harmless scopes to everybody, so that nobody has to be asked.',
          '• Let two people approve what is dear, and nobody what is not.',
        ].join('\n'),
      ),
      context('Only you get this, at most once a month. Nobody else sees it, and no log holds it.'),
    ],
  };
}

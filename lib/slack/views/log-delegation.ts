/** A field of the event as text, and a person's key as a mention. */
interface Tools {
  readonly word: (data: Data, field: string) => string;
  readonly person: (key: unknown) => string;
}

type Data = Readonly<Record<string, unknown>>;

/** Sentences of the log about decisions that wait, and that one person hands to another. */
export function delegationSentences({ word, person }: Tools) {
  const days = (data: Data) => `from ${word(data, 'firstDay')} to ${word(data, 'lastDay')}`;
  return {
    'approval.decided': (who: string, subject: string, data: Data) => {
      const verb = data.choice === 'approve' ? 'approved' : 'rejected';
      const place = data.for === undefined ? '' : ` in the place of ${person(data.for)}`;
      return `${who} ${verb} ${subject}${place}.`;
    },
    'approval.reminded': (who: string, subject: string) =>
      `${who} reminded those who may decide of ${subject}.`,
    'approval.escalated': (_who: string, subject: string) =>
      `Those who answer for the team were told that nobody has decided ${subject}.`,
    'approval.handed': (who: string, subject: string, data: Data) =>
      `${who} asked ${person(data.to)} to decide ${subject} in their place.`,
    'delegation.made': (who: string, _subject: string, data: Data) =>
      `${who} named ${person(data.to)} to decide in their place ${days(data)}.`,
    'delegation.ended': (who: string, _subject: string, data: Data) =>
      `${who} ended it that ${person(data.to)} decides in their place.`,
    'delegation.used': (who: string, subject: string, data: Data) =>
      `${who} decided ${word(data, 'approval')} by ${subject}.`,
  };
}

/** A field of the event as text, and a person's key as a mention. */
interface Tools {
  readonly word: (data: Readonly<Record<string, unknown>>, field: string) => string;
  readonly person: (key: unknown) => string;
}

type Data = Readonly<Record<string, unknown>>;

/** Sentences of the log about pauses, systems and notices. */
export function oversightSentences({ word, person }: Tools) {
  return {
    'workflow.paused': (who: string, subject: string) => `${who} paused ${subject}.`,
    'workflow.resumed': (who: string, subject: string) => `${who} let ${subject} run again.`,
    'workflow.retired': (who: string, subject: string) => `${who} retired ${subject}.`,
    'pauses.begun': (who: string, _subject: string, data: Data) =>
      `${who} paused the ${word(data, 'what')} ${word(data, 'name')} for all.`,
    'pauses.ended': (who: string, _subject: string, data: Data) =>
      `${who} let the ${word(data, 'what')} ${word(data, 'name')} go on for all.`,
    'workflow.systems-filed': (who: string, subject: string) =>
      `${who} filed ${subject} under the systems that it touches.`,
    'retention.erased': (_who: string, subject: string) =>
      `What people had written in ${subject} was erased: its time was over.`,
    'notice.opened': (who: string, subject: string) => `${who} sent ${subject}.`,
    'notice.asked': (who: string, _subject: string, data: Data) =>
      `${who} asked ${person(data.holder)} whether their workflows still work.`,
    'notice.sent': (_who: string, subject: string, data: Data) =>
      `All owners were told of ${subject}; messages in all: ${word(data, 'told')}.`,
    'notice.sent-on': (who: string, subject: string) => `${who} had new owners told of ${subject}.`,
    'notice.answered': (who: string, _subject: string, data: Data) =>
      `${who} answered a notice for ${word(data, 'workflow')}: ${word(data, 'says')}.`,
    'notice.closed': (who: string, subject: string) => `${who} closed ${subject}.`,
  };
}

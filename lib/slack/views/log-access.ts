type Data = Readonly<Record<string, unknown>>;
type Tell = (who: string, subject: string, data: Data) => string;

/** What happened to a workflow's access, a sentence each. `word` shows one field of an event. */
export function accessSentences(word: (data: Data, field: string) => string) {
  const answered: Tell = (who, _subject, data) =>
    `${who} answered what ${word(data, 'workflow')} asked for: ${word(data, 'state')}.`;
  return {
    'access.asked': (who, _subject, data) =>
      `${who} asked the platform for access of ${word(data, 'workflow')}.`,
    'access.granted': answered,
    'access.narrowed': answered,
    'access.refused': answered,
    'access.stale': answered,
    'access.taken': (who, _subject, data) => `${who} took back what ${word(data, 'workflow')} had.`,
    'access.withdrawn': (who, _subject, data) =>
      `${who} withdrew what ${word(data, 'workflow')} asked for.`,
    'access.replaced': (who, _subject, data) =>
      `${who} replaced what ${word(data, 'workflow')} asked for with a newer revision.`,
    'workflow.access-asked': (who, subject) => `${who} asked for access of ${subject}.`,
    'workflow.access-granted': (who, subject) => `${who} gave ${subject} the access it asked for.`,
    'workflow.access-ended': (_who, subject, data) =>
      `What ${subject} asked for came to an end: ${word(data, 'state')}.`,
    'grant.expired': (_who, subject, data) =>
      `Access of ${subject} has ended; it is ${word(data, 'status')}.`,
    'grant.ending': (_who, subject) =>
      `The owner of ${subject} was told that its access ends soon.`,
    'grant.revoked': (who, subject, data) =>
      `${who} took access of ${subject} back; it is ${word(data, 'status')}.`,
  } satisfies Record<string, Tell>;
}

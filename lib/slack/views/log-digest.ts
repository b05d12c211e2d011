type Data = Readonly<Record<string, unknown>>;
type Tell = (who: string, subject: string, data: Data) => string;

/** What happened to the reminders of what ends, and what was answered to them. */
export function digestSentences(word: (data: Data, field: string) => string) {
  return {
    'digest.filled': (_who, subject, data) =>
      `${subject} has AI workflows of ${word(data, 'campaign')} to tell of: ${word(data, 'workflows')}.`,
    'digest.sent': (_who, subject, data) =>
      `${subject} was sent with ${word(data, 'lines')} lines and ${word(data, 'more')} more; quiet: ${word(data, 'quiet')}, moved on: ${word(data, 'moved')}.`,
    'digest.withheld': (_who, subject, data) =>
      `Nothing was sent to ${subject}; quiet: ${word(data, 'quiet')}, moved on: ${word(data, 'moved')}.`,
    'digest.redrawn': (who, subject) => `${who} changed what ${subject} shows.`,
    'digest.passed-on': (who, subject, data) =>
      `${who} passed ${word(data, 'workflow')} on to ${subject}.`,
    'nudge.answered': (who, subject, data) => `${who} answered ${subject}: ${word(data, 'said')}.`,
  } satisfies Record<string, Tell>;
}

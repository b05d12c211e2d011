type Data = Readonly<Record<string, unknown>>;
type Tell = (who: string, subject: string, data: Data) => string;

/** What happened to a campaign, to who was told of it, and to the component whose range ends. */
export function campaignSentences(word: (data: Data, field: string) => string) {
  const about = (data: Data) => `${word(data, 'component')} ${word(data, 'range')}`;
  const days = (data: Data) =>
    `it closes on ${word(data, 'closesOn')} and stops on ${word(data, 'stopsOn')}`;
  return {
    'campaign.announced': (who, _subject, data) =>
      `${who} wrote a campaign to retire ${about(data)}; nobody is told yet.`,
    'campaign.released': (who, _subject, data) =>
      `${who} released the campaign that retires ${about(data)}: ${days(data)}.`,
    'campaign.postponed': (who, _subject, data) =>
      `${who} moved the days of the campaign that retires ${about(data)}: ${days(data)}.`,
    'campaign.narrowed': (who, _subject, data) => `${who} narrowed the campaign to ${about(data)}.`,
    'campaign.withdrawn': (who, _subject, data) =>
      `${who} withdrew the campaign that retires ${about(data)}.`,
    'campaign.told': (_who, subject, data) =>
      `Owners were told of ${subject}: ${word(data, 'told')}.`,
    'campaign.owner-told': (_who, _subject, data) =>
      `An owner was told that versions end; AI workflows: ${word(data, 'workflows')}.`,
    'campaign.counted': (_who, subject, data) =>
      `On ${word(data, 'day')} AI workflows were left in ${subject}: ${word(data, 'left')}.`,
    'campaign.looked-at': (_who, subject) =>
      `${subject} was looked at, and nothing was left to do.`,
    'component.ending-draft': (who, subject, data) =>
      `${who} prepared that versions of ${subject} end (${word(data, 'campaign')}).`,
    'component.ending-open': (who, subject, data) =>
      `${who} said when versions of ${subject} end (${word(data, 'campaign')}).`,
    'component.ending-withdrawn': (who, subject, data) =>
      `${who} took back that versions of ${subject} end (${word(data, 'campaign')}).`,
  } satisfies Record<string, Tell>;
}

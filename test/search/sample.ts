import type { SearchEntry } from '../../lib/search/index.ts';

function entry(id: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry {
  const [kind, title = ''] = id.split('/');
  const known = (['plugin', 'connector', 'skill', 'block', 'workflow'] as const).find(
    (k) => k === kind,
  );
  return {
    id,
    kind: known ?? 'plugin',
    title,
    text,
    keywords: [],
    connectors: [],
    team: 'platform',
    ...more,
  };
}

/** A small catalog in which every query of the tables has one best answer. */
export const ENTRIES: readonly SearchEntry[] = [
  entry('plugin/reply-drafter', 'Drafts replies to customer support tickets in the house tone.', {
    connectors: ['crm-readonly'],
    team: 'team-support',
  }),
  entry('plugin/ticket-triage', 'Sorts new tickets by urgency and topic.', {
    connectors: ['connector/crm-readonly'],
  }),
  entry('plugin/meeting-notes', 'Turns a meeting recording into minutes and action items.'),
  entry('plugin/invoice-checker', 'Compares invoices with purchase orders before payment.'),
  entry('plugin/slide-maker', 'Builds a presentation from an outline.', { keywords: ['office'] }),
  entry('connector/crm-readonly', 'Reads contacts from the customer database.'),
  entry('connector/calendar', 'Reads and writes appointments.'),
  entry('skill/pii-redaction', 'Removes names and addresses from text.'),
  entry('block/web-login', 'Signs in to a site with stored credentials.'),
  entry('skill/nihongo', '会議の議事録を作成します。'),
  entry('skill/perevod', 'Перевод документов и договоров.'),
  entry('workflow/support-helper', 'Answers questions about orders.', {
    keywords: ['plugin/reply-drafter'],
    connectors: ['connector/crm-readonly'],
  }),
];

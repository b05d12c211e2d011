import type { Component, Kind, Pin, Surface } from '../../core/component.ts';
import { draftId, type Placed } from '../../core/import-plan.ts';
import { type ComponentDraft, componentDraftSchema } from '../../core/marketplace.ts';

/** What stays the same from version to version. Written by hand for the sample organisation. */
interface About {
  readonly kind: Kind;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly team: 'team-support' | 'team-sales' | 'platform';
  readonly visibility: Component['visibility'];
  readonly surface?: Partial<Surface>;
}

const replyDrafter: About = {
  kind: 'plugin',
  name: 'reply-drafter',
  title: 'Reply Drafter',
  description:
    "Drafts replies to customer support tickets and e-mails in the house's tone. Looks up who is writing and what was said before, proposes an answer with its sources, and sends nothing until a person approves it.",
  keywords: ['support', 'reply', 'email', 'ticket'],
  team: 'team-support',
  visibility: 'shared',
  surface: { actions: ['send_external_email'] },
};

const ticketTriage: About = {
  kind: 'plugin',
  name: 'ticket-triage',
  title: 'Ticket Triage',
  description:
    'Reads new support tickets, names topic and urgency, finds duplicates and proposes who should take each one. May close tickets that were already answered elsewhere.',
  keywords: ['support', 'ticket', 'queue'],
  team: 'team-support',
  visibility: 'shared',
  surface: { actions: ['close_ticket'] },
};

const meetingNotes: About = {
  kind: 'plugin',
  name: 'meeting-notes',
  title: 'Meeting Notes',
  description:
    'Turns the transcript of a meeting into minutes with decisions, open questions and action items, each with an owner and a date, and books the follow-up.',
  keywords: ['meeting', 'minutes', 'transcript'],
  team: 'team-sales',
  visibility: 'shared',
};

const callBrief: About = {
  kind: 'plugin',
  name: 'call-brief',
  title: 'Call Brief',
  description:
    'Prepares one page before a sales call: who takes part, what was agreed last time, which offers are open, and three questions worth asking.',
  keywords: ['sales', 'prospect', 'preparation'],
  team: 'team-sales',
  visibility: 'team',
};

const invoiceChecker: About = {
  kind: 'plugin',
  name: 'invoice-checker',
  title: 'Invoice Checker',
  description:
    "Compares a supplier's invoice with the purchase order and the delivery note, lists every difference in amount, tax and quantity, and asks for approval before anything is released for payment.",
  keywords: ['finance', 'invoice', 'purchase order'],
  team: 'platform',
  visibility: 'shared',
  surface: { actions: ['approve_invoice'] },
};

const crmReadonly: About = {
  kind: 'connector',
  name: 'crm-readonly',
  title: 'CRM, read only',
  description:
    'Reads contacts, accounts and ticket history from the customer database. It cannot change or delete anything there.',
  keywords: ['crm', 'customer', 'contact'],
  team: 'platform',
  visibility: 'shared',
  surface: { systems: ['crm'], scopes: ['crm.contacts.read'], tools: ['find_contact'] },
};

const mailOutbound: About = {
  kind: 'connector',
  name: 'mail-outbound',
  title: 'Outgoing mail',
  description:
    "Sends e-mail to people outside the organisation from a team's shared address. Every message needs an approval of its own.",
  keywords: ['email', 'send', 'external'],
  team: 'platform',
  visibility: 'shared',
  surface: {
    systems: ['mail'],
    scopes: ['mail.send'],
    tools: ['send_message'],
    actions: ['send_external_email'],
  },
};

const calendar: About = {
  kind: 'connector',
  name: 'calendar',
  title: 'Calendar',
  description:
    'Shows when people and rooms are free and what is planned. Entries are read only; nothing is booked.',
  keywords: ['schedule', 'appointment', 'room'],
  team: 'platform',
  visibility: 'shared',
  surface: { systems: ['calendar'], scopes: ['calendar.read'], tools: ['find_free_time'] },
};

const toneBrandVoice: About = {
  kind: 'skill',
  name: 'tone-brand-voice',
  title: 'Tone and Brand Voice',
  description:
    'How we write to customers: friendly, short, no jargon, no promises about dates. Holds examples for apologies, refunds, delays and refusals.',
  keywords: ['writing', 'style', 'brand'],
  team: 'team-support',
  visibility: 'shared',
};

const piiRedaction: About = {
  kind: 'skill',
  name: 'pii-redaction',
  title: 'Personal Data Redaction',
  description:
    'Replaces names, addresses, phone and account numbers in a text with neutral labels before it leaves the organisation, and lists what was replaced.',
  keywords: ['privacy', 'gdpr', 'anonymise'],
  team: 'platform',
  visibility: 'shared',
};

const webLogin: About = {
  kind: 'block',
  name: 'web-login',
  title: 'Web Login',
  description:
    'A reusable step that signs in to a web page with credentials from the vault, waits for the second factor and stops when the page has changed.',
  keywords: ['browser', 'sign in', 'automation'],
  team: 'platform',
  visibility: 'shared',
};

const tableExtract: About = {
  kind: 'block',
  name: 'table-extract',
  title: 'Table Extract',
  description:
    'A reusable step that finds a table on a web page or in a PDF and returns its rows as clean data, with a warning for every cell it is not sure about.',
  keywords: ['extract', 'pdf', 'data'],
  team: 'team-sales',
  visibility: 'shared',
};

function pin(kind: Kind, name: string, range: string): Pin {
  return { kind, name, range };
}

const readsTickets = { scopes: ['crm.contacts.read', 'crm.tickets.read'] };
const oldPins = [
  pin('connector', 'crm-readonly', '1.3.x'),
  pin('skill', 'tone-brand-voice', '2.0.x'),
];
const pins = [pin('connector', 'crm-readonly', '1.4.x'), pin('skill', 'tone-brand-voice', '2.0.x')];

type Published = readonly [About, version: string, change?: { surface?: object; uses?: Pin[] }];

/** In the order of publication: what is pinned comes before what pins it. */
const HISTORY: readonly Published[] = [
  [crmReadonly, '1.3.0'],
  [toneBrandVoice, '2.0.0'],
  [replyDrafter, '3.1.0', { uses: oldPins }],
  [crmReadonly, '1.4.0', { surface: readsTickets }],
  [toneBrandVoice, '2.0.1'],
  [piiRedaction, '1.1.0'],
  [calendar, '0.9.2'],
  [mailOutbound, '1.1.0'],
  [replyDrafter, '3.2.0', { uses: pins }],
  [replyDrafter, '3.2.4', { uses: pins }],
  [ticketTriage, '1.4.2', { uses: [pin('connector', 'crm-readonly', '1.4.x')] }],
  [meetingNotes, '2.3.0', { uses: [pin('connector', 'calendar', '0.9.x')] }],
  [callBrief, '0.4.0', { uses: [pin('connector', 'crm-readonly', '1.4.x')] }],
  [invoiceChecker, '1.0.3', { uses: [pin('skill', 'pii-redaction', '1.1.x')] }],
  [webLogin, '1.2.0'],
  [tableExtract, '0.6.1'],
];

/** One publication: the draft, whose it is, and what had been published under other ids before it. */
export interface SampleRelease {
  readonly draft: ComponentDraft;
  readonly team: string;
  readonly visibility: Component['visibility'];
  readonly placed: Placed;
}

/** The sample organisation's catalog, to be published in this order; again, it changes nothing. */
export function sampleCatalog(): SampleRelease[] {
  const placed = new Map<string, { id: string; version: string }>();
  return HISTORY.map(([about, version, change]) => {
    const { team, visibility, surface, ...words } = about;
    const draft = componentDraftSchema.parse({
      ...words,
      version,
      surface: { ...surface, ...change?.surface },
      uses: change?.uses ?? [],
      origin: { marketplace: 'sample' },
    });
    const id = draftId(draft);
    const before = new Map([...placed].filter(([other]) => other !== id));
    placed.set(id, { id, version });
    return { draft, team, visibility, placed: before };
  });
}

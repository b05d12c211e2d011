const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const options = ['one', 'two', 'three'].map((value) => ({ text: plain(`Option ${value}`), value }));
const words = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const cell = (text: string) => ({ type: 'raw_text', text });

const TEXTS = [
  { type: 'header', text: plain('All that a message may hold') },
  {
    type: 'section',
    text: mrkdwn(
      [
        '*bold*, _italic_, ~strike~, `code`, <https://example.com|a link>, <@U2> in <#C1>, snake_case_word',
        '> a quote with &lt;b&gt;not bold&lt;/b&gt; &amp; more',
        '• first',
        '• second',
        'Due <!date^1763600000^{date_short_pretty} at {time}|soon>',
        '```const three = 3;```',
      ].join('\n'),
    ),
  },
  { type: 'divider' },
  {
    type: 'section',
    fields: [mrkdwn('*Owner*\nteam-support'), mrkdwn('*Version*\n3.2.1')],
    accessory: { type: 'overflow', action_id: 'more', options },
  },
  { type: 'context', elements: [mrkdwn('1 of 2 needed'), plain('until tomorrow')] },
  { type: 'markdown', text: '## Notes\n**strong** and [a link](https://example.com)' },
];

const CONTROLS = [
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'a', text: plain('Approve'), style: 'primary' },
      { type: 'button', action_id: 'b', text: plain('Deny') },
      { type: 'button', action_id: 'c', text: plain('Delete'), style: 'danger' },
      { type: 'static_select', action_id: 'd', options, placeholder: plain('Pick one') },
      { type: 'users_select', action_id: 'e', placeholder: plain('Pick a person') },
      { type: 'datepicker', action_id: 'f', initial_date: '2026-11-20' },
      { type: 'timepicker', action_id: 'g', initial_time: '09:30' },
      { type: 'datetimepicker', action_id: 'h', initial_date_time: 1_763_600_000 },
    ],
  },
  {
    type: 'actions',
    elements: [
      { type: 'radio_buttons', action_id: 'i', options },
      { type: 'checkboxes', action_id: 'j', options, initial_options: [options[1]] },
      { type: 'multi_channels_select', action_id: 'k', placeholder: plain('Pick channels') },
    ],
  },
];

const COMPOSED = [
  {
    type: 'card',
    title: mrkdwn('*reply-drafter*'),
    subtitle: mrkdwn('plugin'),
    body: mrkdwn('Drafts replies'),
    actions: [{ type: 'button', action_id: 'use', text: plain('Reuse') }],
  },
  {
    type: 'carousel',
    elements: ['a', 'b'].map((title) => ({ type: 'card', title: mrkdwn(title) })),
  },
  {
    type: 'container',
    title: plain('Details'),
    is_collapsible: true,
    child_blocks: [{ type: 'section', text: plain('Inside') }],
  },
  words(
    { type: 'text', text: 'rich ', style: { bold: true } },
    { type: 'user', user_id: 'U1' },
    { type: 'link', url: 'https://example.com' },
  ),
  {
    type: 'table',
    rows: [
      [cell('Pin'), cell('Locked')],
      [cell('crm-readonly'), cell('1.4.0')],
    ],
  },
  {
    type: 'data_table',
    caption: 'Dependents',
    rows: [[cell('Workflow')], [{ type: 'raw_number', value: 3, text: '3' }]],
  },
  {
    type: 'plan',
    title: 'Plan',
    tasks: [{ type: 'task_card', task_id: 't', title: 'Look it up', status: 'complete' }],
  },
  { type: 'task_card', task_id: 'u', title: 'Draft', status: 'pending' },
  {
    type: 'video',
    title: plain('How to'),
    video_url: 'https://example.com/v',
    thumbnail_url: 'https://example.com/t',
    alt_text: 'a film',
  },
  { type: 'file', source: 'remote', external_id: 'F1' },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        positive_button: { text: plain('Helpful'), value: 'yes' },
        negative_button: { text: plain('Not Helpful'), value: 'no' },
      },
    ],
  },
  { type: 'section', text: plain('The end of everything') },
];

/** Messages that together hold every block a message may hold. */
export const EVERYTHING = [TEXTS, CONTROLS, COMPOSED];

const input = (name: string, element: object, more = {}) => ({
  type: 'input',
  block_id: name,
  label: plain(name),
  hint: plain(`A hint about ${name.toLowerCase()}`),
  element: { action_id: 'it', ...element },
  ...more,
});

/** A modal with every input there is. */
export const EVERY_INPUT = {
  type: 'modal',
  title: plain('Every input'),
  submit: plain('Send'),
  blocks: [
    { type: 'alert', level: 'warning', text: plain('This changes who may decide') },
    input('One line', { type: 'plain_text_input', placeholder: plain('An example') }),
    input('Several lines', { type: 'plain_text_input', multiline: true }, { optional: true }),
    input('Menu', { type: 'static_select', options }),
    input('Groups', {
      type: 'static_select',
      option_groups: [{ label: plain('First'), options }],
    }),
    input('Several', { type: 'multi_static_select', options, initial_options: [options[0]] }),
    input('Search', { type: 'external_select' }),
    input('Person', { type: 'users_select', initial_user: 'U2' }),
    input('People', { type: 'multi_users_select' }),
    input('Channel', { type: 'channels_select' }),
    input('Conversation', { type: 'conversations_select', response_url_enabled: true }),
    input('Radio', { type: 'radio_buttons', options }),
    input('Boxes', { type: 'checkboxes', options }, { optional: true }),
    input('Date', { type: 'datepicker', initial_date: '2026-11-20' }),
    input('Time', { type: 'timepicker' }),
    input('Moment', { type: 'datetimepicker', initial_date_time: 1_763_600_000 }),
    input('Number', { type: 'number_input', is_decimal_allowed: false, min_value: '1' }),
    input('Mail', { type: 'email_text_input' }),
    input('Address', { type: 'url_text_input' }),
    input('Rich', { type: 'rich_text_input' }),
    input('File', { type: 'file_input' }, { optional: true }),
  ],
};

/**
 * Slack's limits, in characters (UTF-16 units, the stricter way to count), items, seconds or bytes.
 * The tag behind each number names its source: types = @slack/types 3.2.0, docs = docs.slack.dev,
 * method = that method's page, skill = Slack's own Block Kit skill, issue = GitHub thread.
 */
export const LIMITS = {
  blocksPerMessage: 50, // docs: reference/block-kit/blocks
  blocksPerView: 100, // types: views
  blockId: 255, // types: blocks
  actionId: 255, // types: blocks
  callbackId: 255, // types: views
  externalId: 255, // slackblocks limits.json
  privateMetadata: 3000, // types: views
  modalTitle: 24, // types: views
  modalSubmit: 24, // types: views
  modalClose: 24, // types: views
  viewBytes: 250_000, // method: views.open, "250 kB" (view_too_large)
  viewStack: 3, // docs: surfaces/modals (push_limit_reached)

  textObject: 3000, // types: composition-objects
  sectionText: 3000, // types: blocks
  sectionField: 2000, // types: blocks
  sectionFields: 10, // types: blocks
  headerText: 150, // types: blocks
  actionsElements: 25, // types: blocks
  contextElements: 10, // types: blocks
  contextActionsElements: 5, // types: blocks
  inputLabel: 2000, // types: blocks
  inputHint: 2000, // types: blocks
  imageAlt: 2000, // types: blocks
  imageTitle: 2000, // types: blocks
  imageUrl: 3000, // slackblocks limits.json
  alertText: 200, // docs: alert-block
  cardTitle: 150, // types: blocks
  cardSubtitle: 150, // types: blocks
  cardBody: 200, // types: blocks
  cardSubtext: 200, // skill: design-principles
  cardActions: 3, // skill: design-principles
  carouselCards: 10, // types: blocks
  containerTitle: 150, // types: blocks
  containerSubtitle: 150, // types: blocks
  containerBlocks: 10, // types: blocks
  tableRows: 100, // docs: table-block
  tableCells: 20, // docs: table-block
  tableColumnSettings: 20, // docs: table-block
  tableCharacters: 10_000, // docs: table-block, per message
  tablesPerMessage: 1, // docs: table-block
  dataTableRows: 101, // docs: data-table-block, header included; newer sources say 201, the smaller is safe
  dataTableCells: 20, // skill: data-display-design
  dataTableCharacters: 10_000, // docs: data-table-block; newer sources say 20,000
  dataTablePageSize: 100, // types: blocks
  chartTitle: 50, // skill: data-display-design
  chartsPerMessage: 2, // skill: data-display-design
  planTasks: 50, // skill
  videoTitle: 200, // types: blocks
  videoAuthor: 50, // types: blocks
  videoAlt: 200, // slackblocks limits.json
  videoDescription: 200, // slackblocks limits.json
  videoProvider: 50, // slackblocks limits.json

  buttonText: 75, // types: block-elements
  buttonValue: 2000, // types: block-elements
  buttonUrl: 3000, // types: block-elements
  accessibilityLabel: 75, // types: block-elements
  placeholder: 150, // slackblocks limits.json
  optionText: 75, // types: composition-objects
  optionValue: 75, // types say 75, docs say 150: the smaller is safe
  optionDescription: 75, // types: composition-objects
  optionUrl: 3000, // types: composition-objects
  optionGroupLabel: 75, // types: composition-objects
  selectOptions: 100, // types: block-elements
  selectGroups: 100, // types: block-elements
  groupOptions: 100, // types: composition-objects
  checkboxOptions: 10, // types: block-elements
  radioOptions: 10, // types: block-elements
  overflowOptions: 5, // slackblocks limits.json
  textInput: 3000, // types: block-elements, for min_length and max_length
  richTextInputLines: 100, // types: block-elements
  fileInputFiles: 10, // types: block-elements
  iconButtonUsers: 10, // slackblocks limits.json
  confirmTitle: 100, // types: composition-objects
  confirmText: 300, // types: composition-objects
  confirmButton: 30, // types: composition-objects

  messageText: 4000, // method: chat.postMessage, recommended; chat.update refuses more (msg_too_long)
  messageTextCut: 40_000, // method: chat.postMessage, truncated above
  messageBlocksTotal: 12_000, // issue: bolt-js#2509, over all blocks (msg_blocks_too_long)
  markdownTotal: 12_000, // docs: markdown-block, over all markdown blocks
  attachments: 100, // method: chat.postMessage

  ackSeconds: 3, // docs: interactivity/handling-user-interaction
  triggerSeconds: 3, // method: views.open, single use
  responseUrlUses: 5, // docs: interactivity/handling-user-interaction
  responseUrlSeconds: 1800, // docs: interactivity/handling-user-interaction
  signatureAgeSeconds: 300, // docs: verifying-requests-from-slack
  dmPeople: 8, // method: conversations.open
} as const;

const ELLIPSIS = '…';
const ENTITY = /&(?:amp|lt|gt);/g;

/**
 * Cuts `text` to at most `max` characters, ending in an ellipsis when anything is lost.
 * Never splits a code point, and never an `&amp;`, `&lt;` or `&gt;`, so it is safe after escaping too.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  let end = max - ELLIPSIS.length;
  if (isLowSurrogate(text.charCodeAt(end)) && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, beforeEntity(text, end)).trimEnd() + ELLIPSIS;
}

/** Escapes the three characters that give mrkdwn its links, mentions and entities. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function beforeEntity(text: string, end: number): number {
  for (const found of text.matchAll(ENTITY)) {
    if (found.index >= end) return end;
    if (found.index + found[0].length > end) return found.index;
  }
  return end;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

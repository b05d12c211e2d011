import { LIMITS } from '../limits.ts';
import type { Check, Surface } from './check.ts';
import {
  all,
  anything,
  below,
  bool,
  fields,
  integer,
  list,
  oneOf,
  problem,
  rule,
  string,
  typed,
} from './check.ts';
import * as part from './composition.ts';
import * as element from './elements.ts';
import { richText, richTextFields } from './rich-text.ts';

type Fields = Readonly<Record<string, Check>>;

const MANY = Number.POSITIVE_INFINITY;
const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];
const MESSAGE: readonly Surface[] = ['message'];
const NOT_MODAL: readonly Surface[] = ['message', 'home'];

/** A block with its block_id, refused on surfaces that do not show it. */
function block(surfaces: readonly Surface[], required: Fields, optional: Fields = {}): Check {
  const shape = fields(required, { block_id: string(LIMITS.blockId, 1), ...optional });
  return (value, place) => {
    const found = shape(value, place);
    if (surfaces.includes(place.surface)) return found;
    const words = `this block is not available in a ${place.surface}`;
    return [...found, problem(below(place, 'type'), 'wrong_surface', words)];
  };
}

const oneNeeded = (...keys: readonly string[]): Check =>
  rule((value) =>
    keys.some((key) => value[key] !== undefined) ? undefined : `needs one of ${keys.join(', ')}`,
  );

const simple = {
  actions: block(EVERYWHERE, {
    elements: list(typed(element.actionElements, 'element'), LIMITS.actionsElements),
  }),
  context: block(EVERYWHERE, {
    elements: list((value, place) => contextElement(value, place), LIMITS.contextElements),
  }),
  divider: block(EVERYWHERE, {}),
  file: block(MESSAGE, { source: oneOf('remote'), external_id: string() }),
  header: block(EVERYWHERE, { text: part.plain(LIMITS.headerText) }),
  image: all(
    block(
      EVERYWHERE,
      { alt_text: string(LIMITS.imageAlt, 1) },
      { ...part.imageSource, title: part.plain(LIMITS.imageTitle) },
    ),
    part.oneImageSource,
  ),
  input: block(
    EVERYWHERE,
    {
      label: part.plain(LIMITS.inputLabel),
      element: typed(element.inputElements, 'input element'),
    },
    { hint: part.plain(LIMITS.inputHint), optional: bool, dispatch_action: bool },
  ),
  rich_text: block(EVERYWHERE, richTextFields),
  section: all(
    block(
      EVERYWHERE,
      {},
      {
        text: part.text(LIMITS.sectionText),
        fields: list(part.text(LIMITS.sectionField), LIMITS.sectionFields),
        accessory: (value, place) => accessory(value, place),
        expand: bool,
      },
    ),
    oneNeeded('text', 'fields'),
  ),
};

const images = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'image';
const contextElement: Check = (value, place) =>
  images(value) ? part.imageElement(value, place) : part.text(LIMITS.textObject)(value, place);
const accessory: Check = (value, place) =>
  images(value)
    ? part.imageElement(value, place)
    : typed(element.sectionAccessories, 'accessory')(value, place);

const cell = (value: unknown, place: Parameters<Check>[1]) =>
  typed(
    {
      raw_text: fields({ text: string(MANY, 1) }),
      raw_number: fields({ value: anything, text: string(MANY, 1) }),
      rich_text: (each, at) => richText(each, at),
    },
    'cell',
  )(value, place);

const chartTitle: Check = (value, place) =>
  (typeof value === 'string' ? string : part.plain)(LIMITS.chartTitle)(value, place);

const tables = {
  table: block(
    NOT_MODAL,
    { rows: list(list(cell, LIMITS.tableCells), LIMITS.tableRows) },
    {
      column_settings: list(
        fields({}, { align: oneOf('left', 'center', 'right'), is_wrapped: bool }),
        LIMITS.tableColumnSettings,
      ),
    },
  ),
  data_table: block(
    NOT_MODAL,
    {
      rows: list(list(cell, LIMITS.dataTableCells), LIMITS.dataTableRows),
      caption: string(MANY, 1),
    },
    { page_size: integer(1, LIMITS.dataTablePageSize), row_header_column_index: integer(0) },
  ),
  // Its chart fields are published in no type yet, so only what is known is looked at.
  data_visualization: block(
    NOT_MODAL,
    {},
    { title: chartTitle, chart: anything, series: anything, data: anything },
  ),
};

const video = block(
  EVERYWHERE,
  {
    video_url: string(LIMITS.imageUrl, 1),
    thumbnail_url: string(LIMITS.imageUrl, 1),
    alt_text: string(LIMITS.videoAlt, 1),
    title: part.plain(LIMITS.videoTitle),
  },
  {
    title_url: string(LIMITS.imageUrl),
    author_name: string(LIMITS.videoAuthor),
    provider_name: string(LIMITS.videoProvider),
    provider_icon_url: string(LIMITS.imageUrl),
    description: part.plain(LIMITS.videoDescription),
  },
);

/** "container: … NOT card, carousel, data_table." */
const child = typed({ ...simple, table: tables.table, video }, 'child block');

const card = all(
  block(
    EVERYWHERE,
    {},
    {
      hero_image: part.imageElement,
      icon: part.imageElement,
      slack_icon: anything,
      title: part.text(LIMITS.cardTitle),
      subtitle: part.text(LIMITS.cardSubtitle),
      body: part.text(LIMITS.cardBody),
      subtext: part.text(LIMITS.cardSubtext),
      actions: list(typed(element.button, 'card action'), LIMITS.cardActions),
    },
  ),
  oneNeeded('hero_image', 'title', 'actions', 'body'),
);

const taskCard = block(
  MESSAGE,
  {
    task_id: string(),
    title: string(MANY, 1),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  {
    details: richText,
    output: richText,
    sources: list(typed({ url: fields({ url: string(), text: string() }) }, 'source'), MANY, 0),
  },
);

const composed = {
  alert: block(
    ['modal'],
    { text: part.text(LIMITS.alertText) },
    {
      level: oneOf('default', 'info', 'warning', 'error', 'success'),
    },
  ),
  card,
  carousel: block(NOT_MODAL, { elements: list(typed({ card }, 'card'), LIMITS.carouselCards) }),
  container: all(
    block(
      NOT_MODAL,
      { child_blocks: list(child, LIMITS.containerBlocks) },
      {
        title: part.plain(LIMITS.containerTitle),
        rich_text_title: richText,
        subtitle: part.text(LIMITS.containerSubtitle),
        icon: part.imageElement,
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        is_collapsible: bool,
        default_collapsed: bool,
        has_header_divider: bool,
      },
    ),
    oneNeeded('title', 'rich_text_title'),
  ),
  context_actions: block(MESSAGE, {
    elements: list(
      typed(element.contextActionElements, 'context action'),
      LIMITS.contextActionsElements,
    ),
  }),
  markdown: block(MESSAGE, { text: string(LIMITS.markdownTotal, 1) }),
  plan: block(
    MESSAGE,
    { title: string(MANY, 1) },
    { tasks: list(typed({ task_card: taskCard }, 'task'), LIMITS.planTasks, 0) },
  ),
  task_card: taskCard,
  video,
};

/** Any one block. */
export const anyBlock = typed({ ...simple, ...tables, ...composed }, 'block');

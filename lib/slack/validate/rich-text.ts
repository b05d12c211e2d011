import { LIMITS } from '../limits.ts';
import type { Check } from './check.ts';
import { anything, bool, fields, integer, list, oneOf, string, typed } from './check.ts';

const MANY = Number.POSITIVE_INFINITY;
const style = fields(
  {},
  { bold: bool, code: bool, italic: bool, strike: bool, underline: bool, highlight: bool },
);
const styled = (required: Readonly<Record<string, Check>>, optional = {}): Check =>
  fields(required, { style, ...optional });

const word = styled({ text: string(MANY, 1) });
const link = styled({ url: string(LIMITS.imageUrl, 1) }, { text: string(), unsafe: bool });

const inline = typed(
  {
    text: word,
    link,
    user: styled({ user_id: string() }),
    usergroup: styled({ usergroup_id: string() }),
    team: styled({ team_id: string() }),
    channel: styled({ channel_id: string() }),
    broadcast: styled({ range: oneOf('here', 'channel', 'everyone') }),
    color: styled({ value: string() }),
    emoji: styled({ name: string() }, { unicode: string(), url: string() }),
    date: styled(
      { timestamp: integer(0), format: string() },
      { url: string(), fallback: string() },
    ),
  },
  'rich text element',
);

const border = oneOf(0, 1);
const section = fields({ elements: list(inline, MANY, 0) });

const part = typed(
  {
    rich_text_section: section,
    rich_text_list: fields(
      {
        elements: list(typed({ rich_text_section: section }, 'rich text'), MANY),
        style: oneOf('bullet', 'ordered'),
      },
      { indent: integer(0, 8), offset: integer(0), border },
    ),
    rich_text_quote: fields({ elements: list(inline, MANY, 0) }, { border }),
    rich_text_preformatted: fields(
      { elements: list(typed({ text: word, link }, 'preformatted element'), MANY, 0) },
      { border, language: string() },
    ),
  },
  'rich text',
);

/** What a rich_text block holds, apart from its block_id. */
export const richTextFields = { elements: list(part, MANY) };

export const richText = typed(
  { rich_text: fields(richTextFields, { block_id: anything }) },
  'rich text block',
);

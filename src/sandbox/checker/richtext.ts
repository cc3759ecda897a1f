import {
  byType,
  type Check,
  type Checks,
  choice,
  flag,
  form,
  integer,
  list,
  record,
  text,
  typed,
} from './shape.ts';
import { id, linkUrl } from './text.ts';

const style: Check = record({}, { bold: flag, code: flag, italic: flag, strike: flag, underline: flag });
const styled: Checks = { style };
const bordered: Checks = { border: choice(0, 1) };

const link: Check = typed({ url: linkUrl }, { ...styled, text: text(1), unsafe: flag });
const words: Check = typed({ text: text(1) }, styled);

const inline: Check = byType({
  text: words,
  link,
  broadcast: typed({ range: choice('here', 'channel', 'everyone') }, styled),
  channel: typed({ channel_id: text(1) }, styled),
  color: typed({ value: form((value) => /^#?[0-9a-f]{6}$/i.test(value), 'a valid hex color') }, styled),
  date: typed({ timestamp: integer(0), format: text(1) }, { ...styled, url: linkUrl, fallback: text(1) }),
  emoji: typed({ name: text(1) }, { ...styled, unicode: text(1), url: linkUrl }),
  team: typed({ team_id: text(1) }, styled),
  user: typed({ user_id: text(1) }, styled),
  usergroup: typed({ usergroup_id: text(1) }, styled),
});

// An empty line of the composer comes back from Slack as a section without elements.
const section: Check = typed({ elements: list(inline, 0) });

const item: Check = byType({ rich_text_section: section });

/** A whole `rich_text` block, also as the content of an input, a table cell or a task. */
export const richText: Check = byType({
  rich_text: typed(
    {
      elements: list(
        byType({
          rich_text_section: section,
          rich_text_list: typed(
            { elements: list(item, 1), style: choice('bullet', 'ordered') },
            { ...bordered, indent: integer(0, 8), offset: integer(0) },
          ),
          rich_text_quote: typed({ elements: list(inline, 0) }, bordered),
          rich_text_preformatted: typed({ elements: list(byType({ text: words, link }), 0) }, bordered),
        }),
        1,
      ),
    },
    { block_id: id },
  ),
});

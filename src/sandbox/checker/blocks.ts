import { cardBlock, carouselBlock, picture } from './cards.ts';
import { chartBlock } from './charts.ts';
import { accessory, actionElement, contextButton, inputElement } from './elements.ts';
import { limits } from './limits.ts';
import { imageBlock, imageElement, videoBlock } from './media.ts';
import { complain, inside, type Surface } from './report.ts';
import { richText } from './richtext.ts';
import { byType, type Check, type Checks, choice, flag, list, text, typed } from './shape.ts';
import { dataTableBlock, tableBlock } from './tables.ts';
import { planBlock, taskCardBlock } from './tasks.ts';
import { anyText, id, mrkdwnText, plainText } from './text.ts';

const named: Checks = { block_id: id };
const notInModals: readonly Surface[] = ['message', 'home'];
const inMessages: readonly Surface[] = ['message'];

/** Blocks not listed here may go anywhere. A `file` block comes from Slack and is never sent. */
const surfaces: Record<string, readonly Surface[]> = {
  table: notInModals,
  data_table: notInModals,
  data_visualization: notInModals,
  container: notInModals,
  carousel: inMessages,
  markdown: inMessages,
  context_actions: inMessages,
  task_card: inMessages,
  plan: inMessages,
  alert: ['modal'],
};

const contextElement: Check = byType({
  image: imageElement,
  plain_text: plainText(limits.text),
  mrkdwn: mrkdwnText(limits.text),
});

/** Blocks that may also lie inside a container. */
const nestable: Checks = {
  actions: typed({ elements: list(actionElement, 1, limits.actions.elements) }, named),
  context: typed({ elements: list(contextElement, 1, limits.context.elements) }, named),
  divider: typed({}, named),
  header: typed({ text: plainText(limits.header) }, named),
  image: imageBlock,
  input: typed(
    { label: plainText(limits.input.label), element: inputElement },
    { ...named, hint: plainText(limits.input.hint), optional: flag, dispatch_action: flag },
  ),
  rich_text: richText,
  section: typed(
    {},
    {
      ...named,
      text: anyText(limits.text),
      fields: list(anyText(limits.section.field), 1, limits.section.fields),
      accessory,
      expand: flag,
    },
    (section, at) => {
      if (Object.hasOwn(section, 'text') || Object.hasOwn(section, 'fields')) return;
      complain(at, 'must define either `text` or `fields`');
    },
  ),
  table: tableBlock,
  video: videoBlock,
};

const container: Check = typed(
  { child_blocks: list(byType(nestable, surfaces), 1, limits.container.children) },
  {
    ...named,
    title: plainText(limits.container.title),
    rich_text_title: richText,
    subtitle: anyText(limits.container.subtitle),
    icon: picture,
    width: choice('narrow', 'standard', 'wide', 'full'),
    is_collapsible: flag,
    default_collapsed: flag,
    has_header_divider: flag,
  },
  (box, at) => {
    const titled = Object.hasOwn(box, 'title') || Object.hasOwn(box, 'rich_text_title');
    if (!titled) complain(at, 'must define either `title` or `rich_text_title`');
    if (box.default_collapsed === true && box.is_collapsible !== true) {
      complain(inside(at, 'default_collapsed'), 'requires `is_collapsible` to be true');
    }
  },
);

export const block: Check = byType(
  {
    ...nestable,
    alert: typed(
      { text: anyText(limits.alert) },
      { ...named, level: choice('default', 'info', 'warning', 'error', 'success') },
    ),
    card: cardBlock,
    carousel: carouselBlock,
    container,
    context_actions: typed({ elements: list(contextButton, 1, limits.contextActions.elements) }, named),
    data_table: dataTableBlock,
    data_visualization: chartBlock,
    markdown: typed({ text: text(1, limits.markdown) }, named),
    plan: planBlock,
    task_card: taskCardBlock,
  },
  surfaces,
);

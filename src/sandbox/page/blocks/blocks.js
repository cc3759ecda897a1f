import { html } from '../kit.js';
import { Alert, Card, Carousel, Container } from './card.js';
import { ContextActions, Plan, TaskCard, Video } from './extras.js';
import { Input } from './input.js';
import { Markdown } from './markdown.js';
import { RichText } from './richtext.js';
import { Actions, Context, Divider, Header, ImageBlock, Section } from './section.js';
import { Chart, DataTable, Table } from './table.js';

const drawn = {
  actions: Actions,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: (props) => html`<${Container} ...${props} Blocks=${Blocks} />`,
  context: Context,
  context_actions: ContextActions,
  data_table: DataTable,
  data_visualization: Chart,
  divider: Divider,
  header: Header,
  image: ImageBlock,
  input: Input,
  markdown: Markdown,
  plan: Plan,
  rich_text: RichText,
  section: Section,
  table: Table,
  task_card: TaskCard,
  video: Video,
};

/** Blocks of a message, a modal or Home; they find everything else in the Surface around them. */
export const Blocks = ({ blocks }) =>
  blocks.map((block, i) => html`<${Block} key=${block.block_id ?? i} block=${block} />`);

function Block({ block }) {
  const Drawn = drawn[block.type];
  if (!Drawn) return html`<p class="unknown-block">This block cannot be shown here: ${block.type}</p>`;
  return html`<div class=${`block block-${block.type}`} data-block-id=${block.block_id}><${Drawn}
    block=${block} /></div>`;
}

import { richText } from './richtext.ts';
import { byType, type Check, choice, list, text, typed } from './shape.ts';
import { id, webUrl } from './text.ts';

const source: Check = byType({ url: typed({ url: webUrl, text: text(1) }) });

export const taskCardBlock: Check = typed(
  { task_id: text(1), title: text(1), status: choice('pending', 'in_progress', 'complete', 'error') },
  { block_id: id, details: richText, output: richText, sources: list(source, 1) },
);

export const planBlock: Check = typed(
  { title: text(1) },
  { block_id: id, tasks: list(byType({ task_card: taskCardBlock }), 1) },
);

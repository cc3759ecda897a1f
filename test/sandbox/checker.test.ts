import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../src/sandbox/checker/check.ts';
import { refused, type Surface, saysTo, taken } from './checkerExpect.ts';
import {
  actions,
  bars,
  button,
  card,
  cell,
  container,
  dataTable,
  input,
  letters,
  mrkdwn,
  pie,
  plain,
  section,
  select,
  table,
  times,
} from './checkerSamples.ts';

const codes = (message: Parameters<typeof checkMessage>[0]) =>
  checkMessage(message).map(({ error }) => error);

describe('A message', () => {
  it('is refused as Slack refuses it, with the error and the place', () => {
    expect(checkMessage({ blocks: [section({ text: mrkdwn(letters(3001)) })] })).toEqual([
      {
        error: 'invalid_blocks',
        message: 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
      },
    ]);
  });

  it('may be text alone, blocks alone, markdown alone or an attachment alone', () => {
    expect(checkMessage({ text: 'Zítra v 9:00' })).toEqual([]);
    expect(checkMessage({ blocks: [section()] })).toEqual([]);
    expect(checkMessage({ markdown_text: '**Zítra** v 9:00' })).toEqual([]);
    expect(checkMessage({ attachments: [{ fallback: 'Zítra v 9:00' }] })).toEqual([]);
  });

  it('says something', () => {
    expect(codes({})).toEqual(['no_text']);
    expect(codes({ text: '  ', blocks: [], attachments: [] })).toEqual(['no_text']);
    expect(codes({ text: undefined, blocks: null })).toEqual(['no_text']);
  });

  it('has at most 40,000 characters of text', () => {
    expect(codes({ text: letters(40_000) })).toEqual([]);
    expect(codes({ text: letters(40_001) })).toEqual(['msg_too_long']);
  });

  it('has at most 12,000 characters of markdown text', () => {
    expect(codes({ markdown_text: letters(12_000) })).toEqual([]);
    expect(codes({ markdown_text: letters(12_001) })).toEqual(['msg_too_long']);
  });

  it('does not mix markdown text with text or blocks', () => {
    expect(codes({ markdown_text: 'Zítra', text: 'Zítra' })).toEqual(['markdown_text_conflict']);
    expect(codes({ markdown_text: 'Zítra', blocks: [section()] })).toEqual(['markdown_text_conflict']);
  });

  it('has text that is text', () => {
    expect(checkMessage({ text: 17 })).toEqual([
      { error: 'invalid_arguments', message: 'must provide a string [json-pointer:/text]' },
    ]);
  });

  it('has at most 50 blocks', () => {
    taken('message', ...times(50, () => ({ type: 'divider' })));
    refused(
      'no more than 50 items allowed [json-pointer:/blocks]',
      'message',
      ...times(51, () => ({ type: 'divider' })),
    );
  });

  it('comes as a form, with blocks and attachments as strings of JSON', () => {
    expect(checkMessage({ blocks: JSON.stringify([section()]), attachments: '[]' })).toEqual([]);
    expect(codes({ blocks: JSON.stringify([{ type: 'section' }]) })).toEqual(['invalid_blocks']);
    expect(codes({ blocks: '[{"type":' })).toEqual(['invalid_blocks_format']);
    expect(codes({ blocks: { type: 'divider' } })).toEqual(['invalid_blocks_format']);
  });

  it('does not hold against us fields that are undefined', () => {
    taken('message', section({ accessory: undefined, block_id: undefined }));
  });

  it('lists every problem, not only the first', () => {
    expect(saysTo('message', { type: 'section' }, { type: 'header', text: plain(letters(151)) })).toEqual([
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
      'must be less than 151 characters [json-pointer:/blocks/1/text/text]',
    ]);
  });
});

describe('An attachment', () => {
  it('is looked into for its blocks', () => {
    expect(checkMessage({ attachments: [{ color: '#439FE0', blocks: [section()] }] })).toEqual([]);
    expect(checkMessage({ attachments: [{ blocks: [{ type: 'section' }] }] })).toEqual([
      {
        error: 'invalid_attachments',
        message: 'must define either `text` or `fields` [json-pointer:/attachments/0/blocks/0]',
      },
    ]);
  });

  it('is an object in a list of at most 100', () => {
    expect(codes({ attachments: ['lavka'] })).toEqual(['invalid_attachments']);
    expect(codes({ attachments: { text: 'lavka' } })).toEqual(['invalid_attachments']);
    expect(codes({ attachments: times(100, () => ({ text: 'lavka' })) })).toEqual([]);
    expect(codes({ attachments: times(101, () => ({ text: 'lavka' })) })).toEqual(['too_many_attachments']);
  });
});

describe('Tables and charts of one message', () => {
  it('are one table, of either kind', () => {
    expect(checkMessage({ blocks: [table(), dataTable()] })).toEqual([
      { error: 'invalid_attachments', message: 'only_one_table_allowed [json-pointer:/blocks/1]' },
    ]);
  });

  it('are one table, even when the other is in a container or an attachment', () => {
    expect(codes({ blocks: [table(), container({ child_blocks: [table()] })] })).toEqual([
      'invalid_attachments',
    ]);
    expect(codes({ blocks: [table()], attachments: [{ blocks: [table()] }] })).toEqual([
      'invalid_attachments',
    ]);
  });

  it('are two charts at most', () => {
    taken('message', pie(), bars());
    refused('too many data_visualization blocks [json-pointer:/blocks/2]', 'message', pie(), bars(), pie());
  });

  it('may be more on the Home', () => {
    taken('home', table(), table(), pie(), pie(), pie());
  });
});

describe('The length of a whole message', () => {
  const prose = (count: number, length: number) =>
    times(count, () => section({ text: mrkdwn(letters(length)) }));

  it('has an end even where each block is short enough', () => {
    expect(codes({ blocks: [...prose(4, 3000), ...prose(1, 700)] })).toEqual([]);
    expect(codes({ blocks: [...prose(4, 3000), ...prose(1, 701)] })).toEqual(['msg_blocks_too_long']);
  });

  it('counts something for every block', () => {
    expect(codes({ blocks: prose(50, 164) })).toEqual([]);
    expect(codes({ blocks: prose(50, 165) })).toEqual(['msg_blocks_too_long']);
  });

  it('does not count a table, which has its own limit', () => {
    expect(codes({ blocks: [...prose(2, 3000), table({ rows: [[cell(letters(9000))]] })] })).toEqual([]);
  });

  it('allows 12,000 characters in all markdown blocks together', () => {
    const markdown = (count: number) => ({ type: 'markdown', text: letters(count) });
    expect(codes({ blocks: [markdown(6000), markdown(6000)] })).toEqual([]);
    expect(codes({ blocks: [markdown(6000), markdown(6001)] })).toEqual(['msg_blocks_too_long']);
  });
});

describe('Ids', () => {
  it('name one block each', () => {
    taken('message', section({ block_id: 'lavka' }), section({ block_id: 'most' }));
    refused(
      '`block_id` "lavka" already exists [json-pointer:/blocks/1/block_id]',
      'message',
      section({ block_id: 'lavka' }),
      section({ block_id: 'lavka' }),
    );
  });

  it('name one block each, also inside a container or a carousel', () => {
    refused(
      '`block_id` "lavka" already exists [json-pointer:/blocks/1/child_blocks/0/block_id]',
      'message',
      section({ block_id: 'lavka' }),
      container({ child_blocks: [section({ block_id: 'lavka' })] }),
    );
    refused(
      '`block_id` "lavka" already exists [json-pointer:/blocks/1/elements/0/block_id]',
      'message',
      section({ block_id: 'lavka' }),
      { type: 'carousel', elements: [card({ block_id: 'lavka' })] },
    );
  });

  it('name one element of a block each', () => {
    const open = button({ action_id: 'deals.open' });
    taken('message', actions(open), actions(open));
    refused(
      '`action_id` "deals.open" already exists [json-pointer:/blocks/0/elements/1/action_id]',
      'message',
      actions(open, open),
    );
    refused(
      '`action_id` "deals.open" already exists [json-pointer:/blocks/0/actions/1/action_id]',
      'message',
      card({ actions: [open, open] }),
    );
  });

  it.each([
    ['empty', '', 'must be more than 0 characters'],
    ['too long', letters(256), 'must be less than 256 characters'],
    ['a number', 17, 'must provide a string'],
  ])('are not %s', (_, id, message) => {
    refused(`${message} [json-pointer:/blocks/0/block_id]`, 'message', section({ block_id: id }));
    refused(
      `${message} [json-pointer:/blocks/0/elements/0/action_id]`,
      'message',
      actions(button({ action_id: id })),
    );
  });

  it('may be 255 characters long', () => {
    taken('message', section({ block_id: letters(255) }), actions(button({ action_id: letters(255) })));
  });
});

describe('Every text', () => {
  it('is counted in code points, as Slack counts', () => {
    taken('message', { type: 'header', text: plain('👍'.repeat(150)) });
    refused('must be less than 151 characters [json-pointer:/blocks/0/text/text]', 'message', {
      type: 'header',
      text: plain('👍'.repeat(151)),
    });
  });

  it.each<[string, unknown, string]>([
    ['empty', mrkdwn(''), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a bare string', 'Lávka', 'must provide an object [json-pointer:/blocks/0/text]'],
    ['null', null, 'must provide an object [json-pointer:/blocks/0/text]'],
    ['without a type', { text: 'Lávka' }, 'missing required field: type [json-pointer:/blocks/0/text]'],
    [
      'of an unknown type',
      { type: 'html', text: 'L' },
      'unsupported type: html [json-pointer:/blocks/0/text/type]',
    ],
    ['without text', { type: 'mrkdwn' }, 'missing required field: text [json-pointer:/blocks/0/text]'],
    [
      'mrkdwn with `emoji`',
      { ...mrkdwn('L'), emoji: true },
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'plain with `verbatim`',
      { ...plain('L'), verbatim: true },
      'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
    ],
    [
      'with a flag that is no flag',
      { ...plain('L'), emoji: 'yes' },
      'must provide a boolean [json-pointer:/blocks/0/text/emoji]',
    ],
  ])('is not %s', (_, text, message) => {
    refused(message, 'message', section({ text }));
  });

  it('may say whether emoji and links are made of it', () => {
    taken('message', section({ text: { ...plain('Lávka'), emoji: false } }));
    taken('message', section({ text: { ...mrkdwn('Lávka'), verbatim: true } }));
  });
});

describe('Where a block may go', () => {
  const everywhere: Surface[] = ['message', 'modal', 'home'];
  const rules: [string, Record<string, unknown>, Surface[]][] = [
    ['actions', actions(button()), everywhere],
    ['card', card(), everywhere],
    ['context', { type: 'context', elements: [mrkdwn('včera')] }, everywhere],
    ['divider', { type: 'divider' }, everywhere],
    ['header', { type: 'header', text: plain('Dnes') }, everywhere],
    ['input', input(select()), everywhere],
    ['section', section(), everywhere],
    ['table', table(), ['message', 'home']],
    ['data_table', dataTable(), ['message', 'home']],
    ['data_visualization', pie(), ['message', 'home']],
    ['container', container(), ['message', 'home']],
    ['carousel', { type: 'carousel', elements: [card()] }, ['message']],
    ['markdown', { type: 'markdown', text: '**Dnes**' }, ['message']],
    ['context_actions', { type: 'context_actions', elements: [trash()] }, ['message']],
    ['task_card', { type: 'task_card', task_id: 'ares', title: 'ARES', status: 'pending' }, ['message']],
    ['plan', { type: 'plan', title: 'Založení firmy' }, ['message']],
    ['alert', { type: 'alert', text: plain('IČO má 8 číslic') }, ['modal']],
    ['file', { type: 'file', source: 'remote', external_id: 'lavka' }, []],
    ['call', { type: 'call', call_id: 'R1' }, []],
  ];

  it.each(rules)('%s', (type, block, surfaces) => {
    for (const surface of everywhere) {
      const answer = surfaces.includes(surface)
        ? []
        : [`unsupported type: ${type} [json-pointer:/blocks/0/type]`];
      expect(saysTo(surface, block), surface).toEqual(answer);
    }
  });

  function trash() {
    return { type: 'icon_button', icon: 'trash', text: plain('Smazat') };
  }
});

describe('A block', () => {
  it.each<[string, unknown, string]>([
    ['text', 'Lávka', 'must provide an object [json-pointer:/blocks/0]'],
    ['without a type', { text: plain('Lávka') }, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'with a property Slack does not know',
      section({ colour: 'red' }),
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'named like a property of every object',
      { type: 'toString' },
      'unsupported type: toString [json-pointer:/blocks/0/type]',
    ],
  ])('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });
});

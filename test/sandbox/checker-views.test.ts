import { describe, expect, it } from 'vitest';
import { checkOptions, checkView } from '../../src/sandbox/checker/check.ts';
import {
  brno,
  home,
  input,
  letters,
  modal,
  mrkdwn,
  option,
  plain,
  section,
  select,
  times,
} from './checkerSamples.ts';

type Case = [what: string, value: unknown, message: string];
const said = (view: unknown) => checkView(view).map(({ message }) => message);

describe('A modal', () => {
  it('has a title, blocks, two buttons and what the app carries along', () => {
    const view = modal({
      title: plain(letters(24)),
      submit: plain(letters(24)),
      close: plain(letters(24)),
      private_metadata: letters(3000),
      callback_id: letters(255),
      external_id: letters(255),
      clear_on_close: true,
      notify_on_close: false,
    });
    expect(said(view)).toEqual([]);
  });

  it('is refused with invalid_arguments', () => {
    expect(checkView(modal({ title: plain(letters(25)) }))).toEqual([
      {
        error: 'invalid_arguments',
        message: 'must be less than 25 characters [json-pointer:/view/title/text]',
      },
    ]);
  });

  it.each<Case>([
    ['without a title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    ['without blocks', modal({ blocks: undefined }), 'missing required field: blocks [json-pointer:/view]'],
    ['empty', modal({ blocks: [] }), 'must provide at least 1 items [json-pointer:/view/blocks]'],
    [
      'titled in mrkdwn',
      modal({ title: mrkdwn('*N*') }),
      'unsupported type: mrkdwn [json-pointer:/view/title/type]',
    ],
    ['titled by a string', modal({ title: 'Nová' }), 'must provide an object [json-pointer:/view/title]'],
    [
      'saved by 25 characters',
      modal({ submit: plain(letters(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'closed by 25 characters',
      modal({ close: plain(letters(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      'closed by nothing',
      modal({ close: plain('') }),
      'must be more than 0 characters [json-pointer:/view/close/text]',
    ],
    [
      'carrying over 3,000 characters',
      modal({ private_metadata: letters(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'carrying an object',
      modal({ private_metadata: {} }),
      'must provide a string [json-pointer:/view/private_metadata]',
    ],
    [
      'called by 256 characters',
      modal({ callback_id: letters(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'known by 256 characters',
      modal({ external_id: letters(256) }),
      'must be less than 256 characters [json-pointer:/view/external_id]',
    ],
    [
      'sent back as Slack gave it',
      modal({ hash: '156772938.1827394' }),
      'invalid additional property: hash [json-pointer:/view]',
    ],
    ['of another type', { ...modal(), type: 'dialog' }, 'unsupported type: dialog [json-pointer:/view/type]'],
    ['without a type', { ...modal(), type: undefined }, 'missing required field: type [json-pointer:/view]'],
    ['nothing', null, 'must provide an object [json-pointer:/view]'],
    ['missing', undefined, 'must provide an object [json-pointer:/view]'],
    ['text', 'Nová příležitost', 'must provide an object [json-pointer:/view]'],
    [
      'of broken blocks',
      modal({ blocks: [section(), input(select({ options: [] }))] }),
      'must provide at least 1 items [json-pointer:/view/blocks/1/element/options]',
    ],
  ])('is not %s', (_, view, message) => {
    expect(said(view)).toEqual([message]);
  });

  it('has 1 to 100 blocks', () => {
    expect(said(modal({ blocks: times(100, () => section()) }))).toEqual([]);
    expect(said(modal({ blocks: times(101, () => section()) }))).toEqual([
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ]);
  });

  it('has a button to submit what it asks for', () => {
    const blocks = [section(), input({ type: 'plain_text_input' })];
    expect(said(modal({ blocks }))).toEqual([]);
    expect(said(modal({ submit: undefined, blocks }))).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
    ]);
    expect(said(modal({ submit: undefined }))).toEqual([]);
  });

  it('comes as a form, as a string of JSON', () => {
    expect(said(JSON.stringify(modal()))).toEqual([]);
  });

  it('weighs at most 250 kB', () => {
    const heavy = (bytes: number) => {
      const blocks = times(100, () => section({ text: plain('a'.repeat(2420)) }));
      const view = modal({ blocks, private_metadata: '' });
      const missing = bytes - Buffer.byteLength(JSON.stringify(view));
      return { ...view, private_metadata: 'a'.repeat(missing) };
    };
    expect(checkView(heavy(250_000))).toEqual([]);
    expect(checkView(heavy(250_001)).map(({ error }) => error)).toEqual(['view_too_large']);
  });

  it('weighs its letters in bytes', () => {
    const blocks = times(60, () => section({ text: plain(letters(2200)) }));
    expect(checkView(modal({ blocks })).map(({ error }) => error)).toEqual(['view_too_large']);
  });
});

describe('The Home', () => {
  it('has blocks and what the app carries along', () => {
    expect(said({ ...home(section()), private_metadata: 'D-42', callback_id: 'home' })).toEqual([]);
  });

  it('may ask without a button to submit', () => {
    expect(said(home(input({ type: 'plain_text_input' }, { dispatch_action: true })))).toEqual([]);
  });

  it.each<Case>([
    [
      'a title',
      { ...home(section()), title: plain('Domů') },
      'invalid additional property: title [json-pointer:/view]',
    ],
    [
      'a button',
      { ...home(section()), submit: plain('Uložit') },
      'invalid additional property: submit [json-pointer:/view]',
    ],
    [
      '101 blocks',
      home(...times(101, () => section())),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['no blocks', home(), 'must provide at least 1 items [json-pointer:/view/blocks]'],
  ])('has not %s', (_, view, message) => {
    expect(said(view)).toEqual([message]);
  });
});

describe('The focus', () => {
  const minutes = (more = {}) => input({ type: 'plain_text_input', ...more });

  it('is in one place at most', () => {
    const here = { focus_on_load: true };
    expect(said(modal({ blocks: [minutes(here), minutes({ focus_on_load: false })] }))).toEqual([]);
    expect(said(modal({ blocks: [minutes(here), minutes(), section({ accessory: select(here) })] }))).toEqual(
      ['only one element may have `focus_on_load` [json-pointer:/view/blocks/2/accessory/focus_on_load]'],
    );
  });
});

describe('Ids in a view', () => {
  it('name one block each', () => {
    expect(said(modal({ blocks: [section({ block_id: 'lavka' }), section({ block_id: 'lavka' })] }))).toEqual(
      ['`block_id` "lavka" already exists [json-pointer:/view/blocks/1/block_id]'],
    );
  });
});

describe('The answer to a type-ahead select', () => {
  const heard = (answer: unknown) => checkOptions(answer).map(({ message }) => message);
  const group = (size: number, label = 'Z ARES') => ({
    label: plain(label),
    options: times(size, (index) => option(`Most ${index}`)),
  });

  it('has up to 100 options, alone or in groups', () => {
    expect(heard({ options: times(100, () => brno) })).toEqual([]);
    expect(heard({ option_groups: [group(50, 'Už v evidenci'), group(50)] })).toEqual([]);
  });

  it('may be that nothing was found', () => {
    expect(heard({ options: [] })).toEqual([]);
    expect(heard({ option_groups: [] })).toEqual([]);
  });

  it.each<Case>([
    [
      'of 101 options',
      { options: times(101, () => brno) },
      'no more than 100 items allowed [json-pointer:/options]',
    ],
    [
      'of 101 options in two groups',
      { option_groups: [group(50), group(51)] },
      'no more than 100 items allowed [json-pointer:/option_groups]',
    ],
    [
      'of both',
      { options: [brno], option_groups: [] },
      'must define only one of `options` or `option_groups` [json-pointer:]',
    ],
    ['of neither', {}, 'must define either `options` or `option_groups` [json-pointer:]'],
    ['a bare list', [brno], 'must provide an object [json-pointer:]'],
    ['nothing', undefined, 'must provide an object [json-pointer:]'],
    [
      'of an empty group',
      { option_groups: [group(0)] },
      'must provide at least 1 items [json-pointer:/option_groups/0/options]',
    ],
    [
      'of a long name',
      { options: [option('B', { text: plain(letters(76)) })] },
      'must be less than 76 characters [json-pointer:/options/0/text/text]',
    ],
    [
      'of a long value',
      { options: [option('B', { value: letters(76) })] },
      'must be less than 76 characters [json-pointer:/options/0/value]',
    ],
    [
      'of formatted names',
      { options: [option('B', { text: mrkdwn('*B*') })] },
      'unsupported type: mrkdwn [json-pointer:/options/0/text/type]',
    ],
    [
      'of more than that',
      { options: [brno], total: 1 },
      'invalid additional property: total [json-pointer:]',
    ],
  ])('is not %s', (_, answer, message) => {
    expect(heard(answer)).toEqual([message]);
  });
});

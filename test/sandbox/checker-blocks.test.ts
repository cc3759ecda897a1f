import { describe, expect, it } from 'vitest';
import { type Case, refused, refusesEach, saysTo, taken } from './checkerExpect.ts';
import {
  actions,
  button,
  input,
  letters,
  mrkdwn,
  option,
  picture,
  plain,
  section,
  select,
  times,
} from './checkerSamples.ts';

describe('section', () => {
  it('has text, fields or both, and an accessory', () => {
    taken('message', section({ fields: times(10, () => mrkdwn(letters(100))), accessory: button() }));
    taken('message', { type: 'section', fields: [plain(letters(2000))], expand: true });
  });

  refusesEach([
    [
      'without text and fields',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'longer than 3,000 characters',
      section({ text: plain(letters(3001)) }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'of more than 10 fields',
      section({ fields: times(11, () => plain('Eva')) }),
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'of no fields',
      section({ fields: [] }),
      'must provide at least 1 items [json-pointer:/blocks/0/fields]',
    ],
    [
      'with a field over 2,000 characters',
      section({ fields: [plain(letters(2001))] }),
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'with an empty field',
      section({ fields: [mrkdwn('')] }),
      'must be more than 0 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'with two accessories',
      section({ accessory: [button(), button()] }),
      'must provide an object [json-pointer:/blocks/0/accessory]',
    ],
    [
      'with an input for an accessory',
      section({ accessory: { type: 'plain_text_input' } }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]',
    ],
    [
      'with a date and time picker for an accessory',
      section({ accessory: { type: 'datetimepicker' } }),
      'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]',
    ],
  ]);
});

describe('header', () => {
  it('has up to 150 characters', () => {
    taken('message', { type: 'header', text: plain(letters(150)) });
  });

  refusesEach([
    [
      'formatted',
      { type: 'header', text: mrkdwn('*Dnes*') },
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'longer',
      { type: 'header', text: plain(letters(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['without text', { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
  ]);
});

describe('context', () => {
  it('has up to 10 texts and images', () => {
    taken('message', { type: 'context', elements: [picture(), mrkdwn('ARES'), plain('před 3 h')] });
  });

  refusesEach([
    [
      'empty',
      { type: 'context', elements: [] },
      'must provide at least 1 items [json-pointer:/blocks/0/elements]',
    ],
    [
      'of 11 elements',
      { type: 'context', elements: times(11, () => plain('Eva')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'for buttons',
      { type: 'context', elements: [button()] },
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'for empty text',
      { type: 'context', elements: [mrkdwn('')] },
      'must be more than 0 characters [json-pointer:/blocks/0/elements/0/text]',
    ],
  ]);
});

describe('actions', () => {
  it('has up to 25 elements', () => {
    taken('message', actions(...times(25, () => button())));
    taken(
      'message',
      actions(select(), { type: 'datepicker' }, { type: 'overflow', options: [option('Vyhraná')] }),
    );
  });

  refusesEach([
    ['empty', actions(), 'must provide at least 1 items [json-pointer:/blocks/0/elements]'],
    [
      'of 26 elements',
      actions(...times(26, () => button())),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['for images', actions(picture()), 'unsupported type: image [json-pointer:/blocks/0/elements/0/type]'],
    [
      'for typing',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
  ]);

  it.each(['static', 'external', 'users', 'conversations', 'channels'])(
    'does not take multi_%s_select, though the typings do',
    (source) => {
      const type = `multi_${source}_select`;
      const multi = source === 'static' ? { ...select(), type } : { type };
      refused(
        `unsupported type: ${type} [json-pointer:/blocks/0/elements/0/type]`,
        'message',
        actions(multi),
      );
      taken('message', section({ accessory: multi }));
      taken('message', input(multi));
    },
  );

  it('does not take a rich text input either', () => {
    refused(
      'unsupported type: rich_text_input [json-pointer:/blocks/0/elements/0/type]',
      'modal',
      actions({ type: 'rich_text_input' }),
    );
  });
});

describe('image', () => {
  it('comes from an address or from a file in Slack', () => {
    taken('message', picture({ title: plain(letters(2000)), alt_text: letters(2000) }));
    taken('message', { type: 'image', slack_file: { id: 'F0LAVKA' }, alt_text: 'Lávka' });
    taken('message', { type: 'image', slack_file: { url: 'https://files.slack.example/F0' }, alt_text: 'L' });
  });

  refusesEach([
    [
      'without a source',
      { type: 'image', alt_text: 'Lávka' },
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'from two sources',
      picture({ slack_file: { id: 'F0LAVKA' } }),
      'must define only one of `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'from a file named twice',
      { type: 'image', slack_file: { id: 'F0', url: 'https://files.slack.example/F0' }, alt_text: 'L' },
      'must define only one of `id` or `url` [json-pointer:/blocks/0/slack_file]',
    ],
    [
      'without its words',
      { type: 'image', image_url: 'https://vizitka.example/lavka.png' },
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'with too many words',
      picture({ alt_text: letters(2001) }),
      'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
    ],
    [
      'with a title over 2,000 characters',
      picture({ title: plain(letters(2001)) }),
      'must be less than 2001 characters [json-pointer:/blocks/0/title/text]',
    ],
    [
      'at an address over 3,000 characters',
      picture({ image_url: `https://vizitka.example/${'a'.repeat(3000)}` }),
      'must be less than 3001 characters [json-pointer:/blocks/0/image_url]',
    ],
    [
      'at a path without a host',
      picture({ image_url: '/lavka.png' }),
      'must be a valid URL [json-pointer:/blocks/0/image_url]',
    ],
    [
      'in the address itself',
      picture({ image_url: 'data:image/png;base64,AAAA' }),
      'must be a valid URL [json-pointer:/blocks/0/image_url]',
    ],
  ]);

  it('has no title as an element', () => {
    refused(
      'invalid additional property: title [json-pointer:/blocks/0/accessory]',
      'message',
      section({ accessory: picture({ title: plain('Lávka') }) }),
    );
  });
});

describe('input', () => {
  it('has a label, an element, a hint and two switches', () => {
    const more = {
      label: plain(letters(2000)),
      hint: plain(letters(2000)),
      optional: true,
      dispatch_action: true,
    };
    taken('modal', input({ type: 'plain_text_input' }, more));
  });

  it.each<Case>([
    [
      'without a label',
      { type: 'input', element: { type: 'datepicker' } },
      'missing required field: label [json-pointer:/blocks/0]',
    ],
    [
      'without an element',
      { type: 'input', label: plain('L') },
      'missing required field: element [json-pointer:/blocks/0]',
    ],
    [
      'under a formatted label',
      input({ type: 'datepicker' }, { label: mrkdwn('*Termín*') }),
      'unsupported type: mrkdwn [json-pointer:/blocks/0/label/type]',
    ],
    [
      'under a label over 2,000 characters',
      input({ type: 'datepicker' }, { label: plain(letters(2001)) }),
      'must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
    ],
    [
      'over a hint of more than 2,000 characters',
      input({ type: 'datepicker' }, { hint: plain(letters(2001)) }),
      'must be less than 2001 characters [json-pointer:/blocks/0/hint/text]',
    ],
    ['a button', input(button()), 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
    [
      'optional in words',
      input({ type: 'datepicker' }, { optional: 'yes' }),
      'must provide a boolean [json-pointer:/blocks/0/optional]',
    ],
  ])('is not %s', (_, block, message) => {
    refused(message, 'modal', block);
  });
});

describe('markdown', () => {
  it('has 1 to 12,000 characters', () => {
    taken('message', { type: 'markdown', text: letters(12_000) });
    refused('must be more than 0 characters [json-pointer:/blocks/0/text]', 'message', {
      type: 'markdown',
      text: '',
    });
    expect(saysTo('message', { type: 'markdown', text: letters(12_001) })).toContain(
      'must be less than 12001 characters [json-pointer:/blocks/0/text]',
    );
  });
});

describe('alert', () => {
  it('has up to 200 characters and a level', () => {
    taken('modal', { type: 'alert', text: mrkdwn(letters(200)), level: 'warning' });
    refused('must be less than 201 characters [json-pointer:/blocks/0/text/text]', 'modal', {
      type: 'alert',
      text: plain(letters(201)),
    });
    refused('must be a valid enum value [json-pointer:/blocks/0/level]', 'modal', {
      type: 'alert',
      text: plain('Pozor'),
      level: 'loud',
    });
  });
});

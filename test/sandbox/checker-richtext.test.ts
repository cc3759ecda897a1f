import { describe, it } from 'vitest';
import { refused, taken } from './checkerExpect.ts';
import { letters, line, richText, words } from './checkerSamples.ts';

const list = (more = {}) => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: [line(words('Lávka'))],
  ...more,
});
const quote = (...elements: unknown[]) => ({ type: 'rich_text_quote', elements });
const code = (...elements: unknown[]) => ({ type: 'rich_text_preformatted', elements });
const at = '[json-pointer:/blocks/0/elements/0';

describe('Rich text', () => {
  it('has lines, lists, quotes and code', () => {
    taken(
      'message',
      richText(
        line(words('Zápis', { style: { bold: true } })),
        list(),
        quote(words('posunout')),
        code(words('IČO')),
      ),
    );
  });

  it('has mentions, links, dates and emoji in its lines', () => {
    taken(
      'message',
      richText(
        line(
          { type: 'user', user_id: 'U0EVA' },
          { type: 'channel', channel_id: 'C0NABIDKY', style: { bold: true } },
          { type: 'usergroup', usergroup_id: 'S0OBCHOD' },
          { type: 'team', team_id: 'T0FIRMA' },
          { type: 'broadcast', range: 'here' },
          { type: 'link', url: 'tel:+420601000456', text: '601 000 456', unsafe: true },
          { type: 'link', url: 'mailto:eva@vizitka.example' },
          { type: 'emoji', name: 'alarm_clock', unicode: '23f0' },
          { type: 'color', value: '#439FE0' },
          { type: 'date', timestamp: 1_805_100_000, format: '{date_short}', fallback: '15. 3. 2027' },
        ),
      ),
    );
  });

  it('has lists ordered and indented', () => {
    taken('message', richText(list({ style: 'ordered', indent: 8, border: 1, offset: 3 })));
  });

  it('may have an empty line, as the composer makes it', () => {
    taken('message', richText(line(), line(words('Zápis'))));
  });

  it.each<[string, unknown, string]>([
    ['without elements', { type: 'rich_text' }, 'missing required field: elements [json-pointer:/blocks/0]'],
    ['empty', richText(), 'must provide at least 1 items [json-pointer:/blocks/0/elements]'],
    ['words without a line', richText(words('Zápis')), `unsupported type: text ${at}/type]`],
    ['of empty words', richText(line(words(''))), `must be more than 0 characters ${at}/elements/0/text]`],
    [
      'of unknown parts',
      richText(line({ type: 'bold', text: 'Z' })),
      `unsupported type: bold ${at}/elements/0/type]`,
    ],
    [
      'a line in a line',
      richText(line(line())),
      `unsupported type: rich_text_section ${at}/elements/0/type]`,
    ],
    [
      'styled otherwise',
      richText(line(words('Z', { style: { big: true } }))),
      `invalid additional property: big ${at}/elements/0/style]`,
    ],
    [
      'styled by a word',
      richText(line(words('Z', { style: 'bold' }))),
      `must provide an object ${at}/elements/0/style]`,
    ],
    ['a list without a style', richText(list({ style: undefined })), `missing required field: style ${at}]`],
    ['a list of another style', richText(list({ style: 'dash' })), `must be a valid enum value ${at}/style]`],
    [
      'a list in a list',
      richText(list({ elements: [list()] })),
      `unsupported type: rich_text_list ${at}/elements/0/type]`,
    ],
    [
      'a list of words',
      richText(list({ elements: [words('Z')] })),
      `unsupported type: text ${at}/elements/0/type]`,
    ],
    ['a list too deep', richText(list({ indent: 9 })), `must be less than or equal to 8 ${at}/indent]`],
    ['bordered twice', richText(list({ border: 2 })), `must be a valid enum value ${at}/border]`],
    [
      'code with a mention',
      richText(code({ type: 'user', user_id: 'U0EVA' })),
      `unsupported type: user ${at}/elements/0/type]`,
    ],
    [
      'a link to nowhere',
      richText(line({ type: 'link', url: 'D-42' })),
      `must be a valid URL ${at}/elements/0/url]`,
    ],
    [
      'a link without an address',
      richText(line({ type: 'link', text: 'D-42' })),
      `missing required field: url ${at}/elements/0]`,
    ],
    [
      'a call to everybody else',
      richText(line({ type: 'broadcast', range: 'all' })),
      `must be a valid enum value ${at}/elements/0/range]`,
    ],
    [
      'a color by name',
      richText(line({ type: 'color', value: 'red' })),
      `must be a valid hex color ${at}/elements/0/value]`,
    ],
    [
      'a date without a form',
      richText(line({ type: 'date', timestamp: 1 })),
      `missing required field: format ${at}/elements/0]`,
    ],
    [
      'a date as text',
      richText(line({ type: 'date', timestamp: '1', format: '{date}' })),
      `must provide an integer ${at}/elements/0/timestamp]`,
    ],
  ])('is not %s', (_, block, message) => {
    refused(message, 'message', block);
  });

  it('may be long', () => {
    taken('message', richText(line(words(letters(10_000)))));
  });
});

import { describe, expect, it } from 'vitest';
import { refused, refusesAsInput, type Surface, saysTo, taken } from './checkerExpect.ts';
import { actions, brno, input, letters, line, plain, richText, words } from './checkerSamples.ts';

const here = '[json-pointer:/blocks/0/elements/0';
const there = '[json-pointer:/blocks/0/element';

describe('plain_text_input', () => {
  it('has up to 3,000 characters and lengths in order', () => {
    taken(
      'modal',
      input({
        type: 'plain_text_input',
        initial_value: letters(3000),
        multiline: true,
        min_length: 0,
        max_length: 3000,
      }),
    );
    taken(
      'modal',
      input({
        type: 'plain_text_input',
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      }),
    );
  });

  refusesAsInput([
    [
      'filled with nothing',
      { type: 'plain_text_input', initial_value: '' },
      `must be more than 0 characters ${there}/initial_value]`,
    ],
    [
      'filled over 3,000 characters',
      { type: 'plain_text_input', initial_value: letters(3001) },
      `must be less than 3001 characters ${there}/initial_value]`,
    ],
    [
      'filled over its own length',
      { type: 'plain_text_input', initial_value: letters(11), max_length: 10 },
      `must be less than 11 characters ${there}/initial_value]`,
    ],
    [
      'of length 0',
      { type: 'plain_text_input', max_length: 0 },
      `must be greater than or equal to 1 ${there}/max_length]`,
    ],
    [
      'of length 3,001',
      { type: 'plain_text_input', max_length: 3001 },
      `must be less than or equal to 3000 ${there}/max_length]`,
    ],
    [
      'of lengths out of order',
      { type: 'plain_text_input', min_length: 9, max_length: 8 },
      `must not be greater than \`max_length\` ${there}/min_length]`,
    ],
    [
      'with options',
      { type: 'plain_text_input', options: [brno] },
      `invalid additional property: options ${there}]`,
    ],
    [
      'for confirmation',
      { type: 'plain_text_input', confirm: { text: plain('?') } },
      `invalid additional property: confirm ${there}]`,
    ],
    [
      'sent on every thought',
      { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_thought'] } },
      `must be a valid enum value ${there}/dispatch_action_config/trigger_actions_on/0]`,
    ],
  ]);
});

describe('number_input', () => {
  const amount = (more = {}) => ({ type: 'number_input', is_decimal_allowed: true, ...more });

  it('has numbers as text', () => {
    taken('modal', input(amount({ initial_value: '-12.50', min_value: '-100', max_value: '1000000' })));
  });

  refusesAsInput([
    [
      'silent about decimals',
      { type: 'number_input' },
      `missing required field: is_decimal_allowed ${there}]`,
    ],
    ['a number', amount({ initial_value: 17 }), `must provide a string ${there}/initial_value]`],
    [
      'written the Czech way',
      amount({ initial_value: '1 250,50' }),
      `must be a valid number ${there}/initial_value]`,
    ],
    [
      'a decimal where none may be',
      { type: 'number_input', is_decimal_allowed: false, initial_value: '0.5' },
      `must be a whole number ${there}/initial_value]`,
    ],
    [
      'of limits out of order',
      amount({ min_value: '10', max_value: '9' }),
      `must not be greater than \`max_value\` ${there}/min_value]`,
    ],
    [
      'below its least',
      amount({ initial_value: '1', min_value: '2' }),
      `must be greater than or equal to 2 ${there}/initial_value]`,
    ],
    [
      'above its most',
      amount({ initial_value: '3', max_value: '2' }),
      `must be less than or equal to 2 ${there}/initial_value]`,
    ],
  ]);
});

describe('Inputs for e-mail, addresses, files and rich text', () => {
  it('take what is one', () => {
    taken('modal', input({ type: 'email_text_input', initial_value: 'eva@vizitka.example' }));
    taken('modal', input({ type: 'url_text_input', initial_value: 'https://vizitka.example' }));
    taken('modal', input({ type: 'file_input', filetypes: ['pdf'], max_files: 10 }));
    taken(
      'modal',
      input({
        type: 'rich_text_input',
        initial_value: richText(line(words('Zápis'))),
        min_lines: 1,
        max_lines: 100,
      }),
    );
  });

  refusesAsInput([
    [
      'mail to nobody',
      { type: 'email_text_input', initial_value: 'vizitka.example' },
      `must be a valid email address ${there}/initial_value]`,
    ],
    [
      'an address without a scheme',
      { type: 'url_text_input', initial_value: 'vizitka.example' },
      `must be a valid URL ${there}/initial_value]`,
    ],
    [
      'for no file',
      { type: 'file_input', max_files: 0 },
      `must be greater than or equal to 1 ${there}/max_files]`,
    ],
    [
      'for 11 files',
      { type: 'file_input', max_files: 11 },
      `must be less than or equal to 10 ${there}/max_files]`,
    ],
    [
      'of no kind',
      { type: 'file_input', filetypes: [] },
      `must provide at least 1 items ${there}/filetypes]`,
    ],
    [
      'rich text written as text',
      { type: 'rich_text_input', initial_value: 'Zápis' },
      `must provide an object ${there}/initial_value]`,
    ],
    [
      'rich text of 101 lines',
      { type: 'rich_text_input', max_lines: 101 },
      `must be less than or equal to 100 ${there}/max_lines]`,
    ],
    [
      'rich text of lines out of order',
      { type: 'rich_text_input', min_lines: 9, max_lines: 8 },
      `must not be greater than \`max_lines\` ${there}/min_lines]`,
    ],
  ]);
});

describe('Where an element may go', () => {
  it.each<[string, Record<string, unknown>, Surface[]]>([
    ['email_text_input', {}, ['modal']],
    ['url_text_input', {}, ['modal']],
    ['number_input', { is_decimal_allowed: false }, ['modal']],
    ['file_input', {}, ['modal']],
    ['datetimepicker', {}, ['message', 'modal']],
    ['rich_text_input', {}, ['modal', 'home']],
    ['plain_text_input', {}, ['message', 'modal', 'home']],
    ['datepicker', {}, ['message', 'modal', 'home']],
    ['timepicker', {}, ['message', 'modal', 'home']],
    ['users_select', {}, ['message', 'modal', 'home']],
  ])('%s', (type, more, surfaces) => {
    for (const surface of ['message', 'modal', 'home'] as const) {
      const answer = surfaces.includes(surface) ? [] : [`unsupported type: ${type} ${there}/type]`];
      expect(saysTo(surface, input({ type, ...more })), surface).toEqual(answer);
    }
  });

  it('holds for date and time among actions too', () => {
    refused(`unsupported type: datetimepicker ${here}/type]`, 'home', actions({ type: 'datetimepicker' }));
  });
});

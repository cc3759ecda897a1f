import { describe, expect, it } from 'vitest';
import { refused, type Surface, saysTo, taken } from './checkerExpect.ts';
import {
  actions,
  brno,
  button,
  input,
  kosice,
  letters,
  line,
  mrkdwn,
  option,
  plain,
  richText,
  section,
  select,
  times,
  words,
} from './checkerSamples.ts';

type Case = [what: string, element: Record<string, unknown>, message: string];
const here = '[json-pointer:/blocks/0/elements/0';
const there = '[json-pointer:/blocks/0/element';

function refusesInActions(cases: Case[]): void {
  it.each(cases)('is not %s', (_, element, message) => {
    refused(message, 'message', actions(element));
  });
}

function refusesAsInput(cases: Case[]): void {
  it.each(cases)('is not %s', (_, element, message) => {
    refused(message, 'modal', input(element));
  });
}

describe('button', () => {
  it('has text, a value, an address, a style and words for those who listen', () => {
    taken(
      'message',
      actions(
        button({
          text: plain(letters(75)),
          value: letters(2000),
          url: 'https://vizitka.example/D-42',
          style: 'danger',
          accessibility_label: letters(75),
          confirm: { text: mrkdwn('Opravdu?') },
        }),
      ),
    );
  });

  refusesInActions([
    ['without text', { type: 'button' }, `missing required field: text ${here}]`],
    ['formatted', button({ text: mrkdwn('*Otevřít*') }), `unsupported type: mrkdwn ${here}/text/type]`],
    [
      'longer than 75 characters',
      button({ text: plain(letters(76)) }),
      `must be less than 76 characters ${here}/text/text]`,
    ],
    ['empty', button({ text: plain('') }), `must be more than 0 characters ${here}/text/text]`],
    ['of an empty value', button({ value: '' }), `must be more than 0 characters ${here}/value]`],
    [
      'of a value over 2,000 characters',
      button({ value: letters(2001) }),
      `must be less than 2001 characters ${here}/value]`,
    ],
    ['of a number', button({ value: 42 }), `must provide a string ${here}/value]`],
    ['of another style', button({ style: 'default' }), `must be a valid enum value ${here}/style]`],
    ['for the focus', button({ focus_on_load: true }), `invalid additional property: focus_on_load ${here}]`],
    [
      'read aloud over 75 characters',
      button({ accessibility_label: letters(76) }),
      `must be less than 76 characters ${here}/accessibility_label]`,
    ],
  ]);

  it.each([
    'vizitka.example',
    '/D-42',
    'https://',
    'https://vizitka.example/a b',
    'javascript:alert(1)',
    'mailto:eva@vizitka.example',
  ])('does not lead to %s', (url) => {
    refused(`must be a valid URL ${here}/url]`, 'message', actions(button({ url })));
  });

  it('does not lead to an address over 3,000 characters', () => {
    const url = `https://vizitka.example/${'a'.repeat(2977)}`;
    refused(`must be less than 3001 characters ${here}/url]`, 'message', actions(button({ url })));
    taken('message', actions(button({ url: url.slice(0, 3000) })));
  });
});

describe('A confirmation', () => {
  const asking = (more: Record<string, unknown>) => button({ confirm: { text: plain('Opravdu?'), ...more } });

  it('has a title, text, two buttons and a style', () => {
    const confirm = {
      title: plain(letters(100)),
      text: plain(letters(300)),
      confirm: plain(letters(30)),
      deny: plain(letters(30)),
      style: 'danger',
    };
    taken('message', actions(asking(confirm)));
  });

  refusesInActions([
    [
      'without text',
      button({ confirm: { title: plain('Smazat') } }),
      `missing required field: text ${here}/confirm]`,
    ],
    [
      'titled over 100 characters',
      asking({ title: plain(letters(101)) }),
      `must be less than 101 characters ${here}/confirm/title/text]`,
    ],
    [
      'longer than 300 characters',
      asking({ text: plain(letters(301)) }),
      `must be less than 301 characters ${here}/confirm/text/text]`,
    ],
    [
      'agreed to by 31 characters',
      asking({ confirm: plain(letters(31)) }),
      `must be less than 31 characters ${here}/confirm/confirm/text]`,
    ],
    [
      'denied by 31 characters',
      asking({ deny: plain(letters(31)) }),
      `must be less than 31 characters ${here}/confirm/deny/text]`,
    ],
    [
      'titled in mrkdwn',
      asking({ title: mrkdwn('*Smazat*') }),
      `unsupported type: mrkdwn ${here}/confirm/title/type]`,
    ],
    ['of another style', asking({ style: 'loud' }), `must be a valid enum value ${here}/confirm/style]`],
    [
      'stamped with a type',
      asking({ type: 'confirm' }),
      `invalid additional property: type ${here}/confirm]`,
    ],
  ]);
});

describe('static_select', () => {
  const groups = (count: number, size = 1) =>
    times(count, (group) => ({
      label: plain(`Kraj ${group}`),
      options: times(size, (index) => option(`${group}-${index}`)),
    }));

  it('has 100 options, or 100 groups of 100', () => {
    taken('message', actions(select({ options: times(100, (index) => option(`Obec ${index}`)) })));
    taken('message', actions({ type: 'static_select', option_groups: groups(100, 100) }));
  });

  it('has options of 75 characters, described by 75', () => {
    taken(
      'message',
      actions(select({ options: [option(letters(75), { description: plain(letters(75)) })] })),
    );
  });

  refusesInActions([
    [
      'without options',
      { type: 'static_select' },
      `must define either \`options\` or \`option_groups\` ${here}]`,
    ],
    [
      'of both',
      select({ option_groups: groups(1) }),
      `must define only one of \`options\` or \`option_groups\` ${here}]`,
    ],
    ['of no options', select({ options: [] }), `must provide at least 1 items ${here}/options]`],
    [
      'of 101 options',
      select({ options: times(101, () => brno) }),
      `no more than 100 items allowed ${here}/options]`,
    ],
    [
      'of 101 groups',
      { type: 'static_select', option_groups: groups(101) },
      `no more than 100 items allowed ${here}/option_groups]`,
    ],
    [
      'of a group of 101',
      { type: 'static_select', option_groups: groups(1, 101) },
      `no more than 100 items allowed ${here}/option_groups/0/options]`,
    ],
    [
      'of an empty group',
      { type: 'static_select', option_groups: groups(1, 0) },
      `must provide at least 1 items ${here}/option_groups/0/options]`,
    ],
    [
      'of a group labelled by 76 characters',
      { type: 'static_select', option_groups: [{ label: plain(letters(76)), options: [brno] }] },
      `must be less than 76 characters ${here}/option_groups/0/label/text]`,
    ],
    [
      'asked over 150 characters',
      select({ placeholder: plain(letters(151)) }),
      `must be less than 151 characters ${here}/placeholder/text]`,
    ],
    [
      'asked in mrkdwn',
      select({ placeholder: mrkdwn('*Obec*') }),
      `unsupported type: mrkdwn ${here}/placeholder/type]`,
    ],
    [
      'for several',
      select({ max_selected_items: 2 }),
      `invalid additional property: max_selected_items ${here}]`,
    ],
  ]);

  it.each<[string, Record<string, unknown>, string]>([
    ['without a value', { text: plain('Brno') }, `missing required field: value ${here}/options/0]`],
    [
      'of an empty value',
      option('Brno', { value: '' }),
      `must be more than 0 characters ${here}/options/0/value]`,
    ],
    [
      'of a value over 75 characters',
      option('Brno', { value: letters(76) }),
      `must be less than 76 characters ${here}/options/0/value]`,
    ],
    [
      'named by 76 characters',
      option('Brno', { text: plain(letters(76)) }),
      `must be less than 76 characters ${here}/options/0/text/text]`,
    ],
    [
      'with an empty name',
      option('Brno', { text: plain('') }),
      `must be more than 0 characters ${here}/options/0/text/text]`,
    ],
    [
      'named in mrkdwn',
      option('Brno', { text: mrkdwn('*Brno*') }),
      `unsupported type: mrkdwn ${here}/options/0/text/type]`,
    ],
    [
      'described by 76 characters',
      option('Brno', { description: plain(letters(76)) }),
      `must be less than 76 characters ${here}/options/0/description/text]`,
    ],
    [
      'an address',
      option('Brno', { url: 'https://brno.example' }),
      `invalid additional property: url ${here}/options/0]`,
    ],
    [
      'stamped with a type',
      option('Brno', { type: 'option' }),
      `invalid additional property: type ${here}/options/0]`,
    ],
  ])('has no option %s', (_, wrong, message) => {
    refused(message, 'message', actions(select({ options: [wrong] })));
  });

  it('begins with one of its options, letter for letter', () => {
    taken('message', actions(select({ initial_option: brno })));
    taken(
      'message',
      actions({
        type: 'static_select',
        option_groups: [{ label: plain('JM'), options: [brno] }],
        initial_option: brno,
      }),
    );
    const message = `must match one of the options ${here}/initial_option]`;
    refused(message, 'message', actions(select({ initial_option: option('Praha') })));
    refused(message, 'message', actions(select({ initial_option: { ...brno, text: plain('Brno-město') } })));
    refused(message, 'message', actions(select({ initial_option: { ...brno, description: plain('Brno') } })));
  });

  it('does not begin with null', () => {
    expect(saysTo('message', actions(select({ initial_option: null })))).toContain(
      `must provide an object ${here}/initial_option]`,
    );
  });
});

describe('Other selects', () => {
  it('take what they show at first', () => {
    taken('message', actions({ type: 'external_select', min_query_length: 0, initial_option: brno }));
    taken('message', actions({ type: 'users_select', initial_user: 'U0EVA' }));
    taken('message', actions({ type: 'channels_select', initial_channel: 'C0NABIDKY' }));
    taken(
      'message',
      actions({
        type: 'conversations_select',
        default_to_current_conversation: true,
        filter: { include: ['im'] },
      }),
    );
  });

  refusesInActions([
    [
      'asking before it is asked',
      { type: 'external_select', min_query_length: -1 },
      `must be greater than or equal to 0 ${here}/min_query_length]`,
    ],
    [
      'asking after half a letter',
      { type: 'external_select', min_query_length: 1.5 },
      `must provide an integer ${here}/min_query_length]`,
    ],
    [
      'external and listed',
      { type: 'external_select', options: [brno] },
      `invalid additional property: options ${here}]`,
    ],
    [
      'begun with nobody',
      { type: 'users_select', initial_user: '' },
      `must be more than 0 characters ${here}/initial_user]`,
    ],
    [
      'filtered by nothing',
      { type: 'conversations_select', filter: {} },
      `must define at least one filter ${here}/filter]`,
    ],
    [
      'filtered to nothing',
      { type: 'conversations_select', filter: { include: [] } },
      `must provide at least 1 items ${here}/filter/include]`,
    ],
    [
      'filtered to something else',
      { type: 'conversations_select', filter: { include: ['dm'] } },
      `must be a valid enum value ${here}/filter/include/0]`,
    ],
  ]);

  it('promise an answer address in a modal only', () => {
    const channel = { type: 'channels_select', response_url_enabled: true };
    taken('modal', input(channel));
    refused(`only allowed in modals ${there}/response_url_enabled]`, 'message', input(channel));
  });
});

describe('Multi-selects', () => {
  const multi = (more = {}) => ({ ...select(), type: 'multi_static_select', ...more });

  it('begin with some of their options, up to their maximum', () => {
    taken('modal', input(multi({ initial_options: [kosice, brno], max_selected_items: 2 })));
    taken('modal', input({ type: 'multi_users_select', initial_users: ['U0EVA'] }));
    taken('modal', input({ type: 'multi_external_select', initial_options: [brno], min_query_length: 2 }));
    taken('modal', input({ type: 'multi_channels_select', initial_channels: ['C0NABIDKY'] }));
    taken('modal', input({ type: 'multi_conversations_select', initial_conversations: ['D0EVA'] }));
  });

  refusesAsInput([
    [
      'begun with another',
      multi({ initial_options: [brno, option('Praha')] }),
      `must match one of the options ${there}/initial_options/1]`,
    ],
    [
      'begun with nothing',
      multi({ initial_options: [] }),
      `must provide at least 1 items ${there}/initial_options]`,
    ],
    [
      'begun with too many',
      multi({ initial_options: [brno, kosice], max_selected_items: 1 }),
      `no more than 1 items allowed ${there}/initial_options]`,
    ],
    [
      'for none at all',
      multi({ max_selected_items: 0 }),
      `must be greater than or equal to 1 ${there}/max_selected_items]`,
    ],
    [
      'begun with too many people',
      { type: 'multi_users_select', initial_users: ['U0EVA', 'U0TOMAS'], max_selected_items: 1 },
      `no more than 1 items allowed ${there}/initial_users]`,
    ],
    [
      'begun with one option',
      multi({ initial_option: brno }),
      `invalid additional property: initial_option ${there}]`,
    ],
  ]);
});

describe('overflow', () => {
  it('has 1 to 5 options, which may be addresses', () => {
    taken(
      'message',
      actions({
        type: 'overflow',
        options: times(5, (n) => option(`V${n}`, { url: 'https://vizitka.example' })),
      }),
    );
  });

  refusesInActions([
    ['empty', { type: 'overflow', options: [] }, `must provide at least 1 items ${here}/options]`],
    [
      'of 6 options',
      { type: 'overflow', options: times(6, () => brno) },
      `no more than 5 items allowed ${here}/options]`,
    ],
    [
      'leading nowhere',
      { type: 'overflow', options: [option('V', { url: 'D-42' })] },
      `must be a valid URL ${here}/options/0/url]`,
    ],
    [
      'formatted',
      { type: 'overflow', options: [option('V', { text: mrkdwn('*V*') })] },
      `unsupported type: mrkdwn ${here}/options/0/text/type]`,
    ],
  ]);
});

describe.each(['checkboxes', 'radio_buttons'])('%s', (type) => {
  it('have 1 to 10 options, which may be formatted', () => {
    taken(
      'message',
      actions({ type, options: times(10, (n) => option(`V${n}`, { text: mrkdwn(`*V${n}*`) })) }),
    );
  });

  refusesInActions([
    ['empty', { type, options: [] }, `must provide at least 1 items ${here}/options]`],
    [
      'of 11 options',
      { type, options: times(11, () => brno) },
      `no more than 10 items allowed ${here}/options]`,
    ],
    ['without options', { type }, `missing required field: options ${here}]`],
  ]);

  it('begin with what they offer', () => {
    const one = type === 'checkboxes' ? 'initial_options' : 'initial_option';
    const wrap = (value: unknown) => (type === 'checkboxes' ? [value] : value);
    const place = type === 'checkboxes' ? 'initial_options/0' : 'initial_option';
    taken('message', actions({ type, options: [brno, kosice], [one]: wrap(kosice) }));
    refused(
      `must match one of the options ${here}/${place}]`,
      'message',
      actions({ type, options: [brno], [one]: wrap(kosice) }),
    );
  });
});

describe('Pickers', () => {
  it.each(['2027-03-15', '2028-02-29', '0001-01-01'])('take the day %s', (day) => {
    taken('message', actions({ type: 'datepicker', initial_date: day }));
  });

  it.each([
    '15. 3. 2027',
    '2027-3-15',
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-03-15T09:00',
    '',
  ])('do not take the day "%s"', (day) => {
    refused(
      `must be a valid date in the format YYYY-MM-DD ${here}/initial_date]`,
      'message',
      actions({ type: 'datepicker', initial_date: day }),
    );
  });

  it.each(['00:00', '09:05', '23:59'])('take the time %s', (time) => {
    taken('message', actions({ type: 'timepicker', initial_time: time, timezone: 'Europe/Prague' }));
  });

  it.each(['9:05', '24:00', '12:60', '12.30', '12:00:00', ''])('do not take the time "%s"', (time) => {
    refused(
      `must be in the format HH:mm ${here}/initial_time]`,
      'message',
      actions({ type: 'timepicker', initial_time: time }),
    );
  });

  it.each(['Prague', 'CET+1', '+01:00', ''])('do not know the zone "%s"', (timezone) => {
    refused(
      `must be a valid IANA time zone ${here}/timezone]`,
      'message',
      actions({ type: 'timepicker', timezone }),
    );
  });

  it('take an instant of ten digits', () => {
    taken('message', actions({ type: 'datetimepicker', initial_date_time: 1_805_100_000 }));
    for (const wrong of [1_805_100_000_000, '1805100000', 1_805_100_000.5, 17]) {
      refused(
        `must be a Unix timestamp of 10 digits ${here}/initial_date_time]`,
        'message',
        actions({ type: 'datetimepicker', initial_date_time: wrong }),
      );
    }
  });

  it('ask in their own words, all but the one for date and time', () => {
    taken(
      'message',
      actions(
        { type: 'datepicker', placeholder: plain('Termín') },
        { type: 'timepicker', placeholder: plain('Čas') },
      ),
    );
    refused(
      `invalid additional property: placeholder ${here}]`,
      'message',
      actions({ type: 'datetimepicker', placeholder: plain('Termín') }),
    );
  });
});

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

describe('workflow_button', () => {
  const run = (url: string) => ({
    type: 'workflow_button',
    text: plain('Spustit'),
    workflow: { trigger: { url } },
  });

  it('starts a workflow by its address', () => {
    taken('message', section({ accessory: run('https://slack.example/shortcuts/Ft1') }));
    refused(`must be a valid URL ${here}/workflow/trigger/url]`, 'message', actions(run('Ft1')));
  });
});

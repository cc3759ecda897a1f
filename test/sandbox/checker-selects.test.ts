import { describe, expect, it } from 'vitest';
import { refused, refusesAsInput, refusesInActions, saysTo, taken } from './checkerExpect.ts';
import {
  actions,
  brno,
  input,
  kosice,
  letters,
  mrkdwn,
  option,
  plain,
  select,
  times,
} from './checkerSamples.ts';

const here = '[json-pointer:/blocks/0/elements/0';
const there = '[json-pointer:/blocks/0/element';

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

/** Forms and cards of the app that the page's own tests show: every element there is. */
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const marked = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (text: string, value = text) => ({ text: plain(text), value });

const input = (block_id: string, label: string, element: Record<string, unknown>, more = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'v', ...element },
  ...more,
});
const optional = { optional: true };

export const modal = (title: string, callback_id: string, blocks: unknown[]) => ({
  type: 'modal' as const,
  callback_id,
  title: plain(title),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: blocks as never[],
});

export const everything = () =>
  modal('Everything', 'everything', [
    { type: 'alert', level: 'warning', text: marked('*Unreliable* payer of VAT') },
    input('minutes', 'Minutes', { type: 'plain_text_input', multiline: true }),
    input('value', 'Value', { type: 'number_input', is_decimal_allowed: true }, optional),
    input('mail', 'E-mail', { type: 'email_text_input' }, optional),
    input('portal', 'Portal', { type: 'url_text_input' }, optional),
    input('stage', 'Stage', { type: 'static_select', options: [option('RFI'), option('RFP')] }),
    input('company', 'Company', { type: 'external_select', min_query_length: 2 }),
    input(
      'flags',
      'Labels',
      { type: 'multi_static_select', options: [option('order'), option('change')] },
      optional,
    ),
    input('owner', 'Owner', { type: 'users_select' }, optional),
    input('present', 'Present', { type: 'multi_users_select' }, optional),
    input('channel', 'Channel', { type: 'conversations_select', filter: { include: ['public'] } }, optional),
    input('day', 'Bid day', { type: 'datepicker' }, optional),
    input('hour', 'Bid hour', { type: 'timepicker' }, optional),
    input('visit', 'Site visit', { type: 'datetimepicker' }, optional),
    input(
      'said',
      'They said',
      { type: 'checkboxes', options: [option('Decision'), option('Order')] },
      optional,
    ),
    input('how', 'Sent by', { type: 'radio_buttons', options: [option('portal'), option('data box')] }),
    input('files', 'Papers', { type: 'file_input', max_files: 2 }, optional),
    input('note', 'Note', { type: 'rich_text_input' }, optional),
  ]);

export const card = (stage: string) => [
  { type: 'header', text: plain('D-42 Bridge') },
  {
    type: 'section',
    block_id: 'facts',
    fields: [marked(`*Stage*\n${stage}`), marked('*Value*\n1 250 000 Kč')],
  },
  {
    type: 'actions',
    block_id: 'doings',
    elements: [
      { type: 'button', action_id: 'won', text: plain('Won'), style: 'primary', value: '42' },
      {
        type: 'button',
        action_id: 'drop',
        text: plain('Delete'),
        style: 'danger',
        value: '42',
        confirm: {
          title: plain('Delete the deal?'),
          text: marked('*Bridge* leaves the lists.'),
          confirm: plain('Delete it'),
          deny: plain('Keep it'),
        },
      },
      {
        type: 'overflow',
        action_id: 'more',
        options: [option('Who sees this?', 'who'), option('Edit', 'edit')],
      },
    ],
  },
];

export const pipeline = [
  {
    type: 'table',
    column_settings: [{}, { align: 'right' as const }],
    rows: [
      [
        { type: 'raw_text', text: 'Stage' },
        { type: 'raw_text', text: 'Sum' },
      ],
      [
        { type: 'raw_text', text: 'RFP' },
        { type: 'raw_text', text: '1 250 000 Kč' },
      ],
    ],
  },
];

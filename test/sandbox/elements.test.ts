import { afterEach, expect, it } from 'vitest';
import { button, clientOf, nameForm, onStage, type Stage } from './support.ts';

interface Picked {
  action_id: string;
  value?: string;
  selected_option?: { value: string };
  selected_date?: string;
  selected_user?: string;
}

let stage: Stage;
afterEach(() => stage?.stop());

const text = (words: string) => ({ type: 'plain_text', text: words });
const option = (words: string, value: string) => ({ text: text(words), value });
const input = (id: string, label: string, element: Record<string, unknown>, more = {}) => ({
  type: 'input',
  block_id: id,
  label: text(label),
  element: { action_id: id, ...element },
  ...more,
});

const everyInput = nameForm({
  blocks: [
    input('name', 'Název', { type: 'plain_text_input' }),
    input('mail', 'E-mail', { type: 'email_text_input' }),
    input('value', 'Hodnota', { type: 'number_input', is_decimal_allowed: true }),
    input('web', 'Portál', { type: 'url_text_input' }),
    input('day', 'Termín', { type: 'datepicker' }),
    input('hour', 'Hodina', { type: 'timepicker' }),
    input('when', 'Kdy', { type: 'datetimepicker' }),
    input('stage', 'Fáze', { type: 'static_select', options: [option('Nová', 'new'), option('RFP', 'rfp')] }),
    input('source', 'Zdroj', {
      type: 'radio_buttons',
      options: [option('Web', 'web'), option('Veletrh', 'fair')],
    }),
    input('flags', 'Příznaky', {
      type: 'checkboxes',
      options: [option('Rozhodnutí', 'd'), option('Změna', 'c')],
    }),
    input('owner', 'Má na starosti', { type: 'users_select' }),
    input('team', 'Kolegové', { type: 'multi_users_select' }),
    input('channel', 'Kanál', { type: 'conversations_select' }),
    input('company', 'Firma', { type: 'external_select', min_query_length: 1 }),
    input('file', 'Příloha', { type: 'file_input' }, { optional: true }),
    input('minutes', 'Zápis', { type: 'rich_text_input' }, { optional: true }),
  ] as never[],
});

async function withEveryInput() {
  const submitted: Record<string, unknown>[] = [];
  stage = await onStage((app) => {
    app.command('/deal', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: everyInput });
    });
    app.options('company', async ({ ack, options }) => {
      const found = [
        option('Mostní stavby Brno, a.s.', '00000019'),
        option('Kovovýroba H, s.r.o.', '00000027'),
      ];
      const query = options.value.toLowerCase();
      const fitting = found.filter((one) => one.text.text.toLowerCase().includes(query));
      await ack({
        option_groups: fitting.length ? [{ label: text('Už v evidenci'), options: fitting }] : [],
      } as never);
    });
    app.view('name', async ({ ack, view }) => {
      submitted.push(view.state.values);
      await ack();
    });
  });
  const anna = stage.sandbox.as('anna');
  await anna.command('/deal');
  await anna.modal();
  return { anna, submitted };
}

it('gives the app every value in the shape Slack uses', async () => {
  const { anna, submitted } = await withEveryInput();
  await anna.fill({
    Název: 'Lávka přes Svratku',
    'E-mail': 'petr@mosty.example',
    Hodnota: '1250000.50',
    Portál: 'https://portal.example/17',
    Termín: '2027-03-15',
    Hodina: '12:00',
    Kdy: '2027-03-15T11:00:00.000Z',
    Fáze: 'RFP',
    Zdroj: 'Veletrh',
    Příznaky: ['Změna'],
    'Má na starosti': 'Eva Horváthová',
    Kolegové: ['anna', 'john'],
    Kanál: '#general',
    Firma: 'Mostní stavby Brno, a.s.',
    Příloha: [{ name: 'nabidka.pdf', content: '%PDF-1.7' }],
    Zápis: 'Chtějí ocelovou mostovku',
  });
  expect((await anna.submit()).outcome).toBe('closed');
  expect(submitted[0]).toMatchObject({
    name: { name: { type: 'plain_text_input', value: 'Lávka přes Svratku' } },
    mail: { mail: { type: 'email_text_input', value: 'petr@mosty.example' } },
    value: { value: { type: 'number_input', value: '1250000.50' } },
    web: { web: { type: 'url_text_input', value: 'https://portal.example/17' } },
    day: { day: { type: 'datepicker', selected_date: '2027-03-15' } },
    hour: { hour: { type: 'timepicker', selected_time: '12:00' } },
    when: { when: { type: 'datetimepicker', selected_date_time: 1805108400 } },
    stage: { stage: { type: 'static_select', selected_option: { value: 'rfp' } } },
    source: { source: { type: 'radio_buttons', selected_option: { value: 'fair' } } },
    flags: { flags: { type: 'checkboxes', selected_options: [{ value: 'c' }] } },
    owner: { owner: { type: 'users_select', selected_user: 'U0EVA000001' } },
    team: { team: { type: 'multi_users_select', selected_users: ['U0ANNA00001', 'U0JOHN00001'] } },
    channel: { channel: { type: 'conversations_select', selected_conversation: 'C0GENERAL01' } },
    company: { company: { type: 'external_select', selected_option: { value: '00000019' } } },
    file: { file: { type: 'file_input', files: [{ name: 'nabidka.pdf', size: 8 }] } },
    minutes: { minutes: { type: 'rich_text_input', rich_text_value: { type: 'rich_text' } } },
  });
});

it('offers what the app answers, in its groups, and nothing below the least number of letters', async () => {
  const { anna } = await withEveryInput();
  const groups = await anna.typeAhead(anna.modals()[0]!, 'Firma', 'kovo');
  expect(groups.map((group) => [group.label, group.options.map((one) => one.text.text)])).toEqual([
    ['Už v evidenci', ['Kovovýroba H, s.r.o.']],
  ]);
  expect(await anna.typeAhead(anna.modals()[0]!, 'Firma', '')).toEqual([]);
});

it('names what it does see when a label is wrong', async () => {
  const { anna } = await withEveryInput();
  await expect(anna.fill({ Hodnotka: '1' })).rejects.toThrow('"Hodnota"');
  await expect(anna.fill({ Fáze: 'Vyhraná' })).rejects.toThrow('there is: "Nová", "RFP"');
});

it('refuses what is no e-mail, number or address before the app hears of it', async () => {
  const { anna, submitted } = await withEveryInput();
  await anna.fill({ Název: 'x', 'E-mail': 'petr', Hodnota: 'milion', Portál: 'portal.example' });
  const { errors } = await anna.submit();
  expect(errors).toMatchObject({
    'E-mail': 'Please enter a valid email address.',
    Hodnota: 'Please enter a number.',
    Portál: 'Please enter a valid URL.',
    Termín: 'Please complete this required field.',
  });
  expect(submitted).toEqual([]);
});

it('lets a person press and pick on a message: buttons, menus, selects, dates, confirm dialogs', async () => {
  const told: unknown[] = [];
  stage = await onStage((app) => {
    app.action(/.*/, async ({ ack, action }) => {
      await ack();
      const { action_id, value, selected_option, selected_date, selected_user } = action as never as Picked;
      told.push([action_id, value ?? selected_option?.value ?? selected_date ?? selected_user]);
    });
  });
  const eva = stage.sandbox.as('eva');
  const sure = {
    title: text('Opravdu?'),
    text: text('Smazat?'),
    confirm: text('Smazat'),
    deny: text('Nechat'),
  };
  await clientOf(stage.sandbox).chat.postMessage({
    channel: eva.id,
    text: 'karta',
    blocks: [
      {
        type: 'section',
        text: text('Fáze'),
        accessory: {
          type: 'static_select',
          action_id: 'stage',
          placeholder: text('Vyberte'),
          options: [option('Vyhraná', 'won')],
        },
      },
      {
        type: 'actions',
        elements: [
          button('✅ Odevzdáno', 'submitted', 'D-42'),
          { ...button('Smazat', 'delete', 'D-42'), confirm: sure },
          {
            type: 'overflow',
            action_id: 'more',
            options: [option('Upravit', 'edit'), option('Kdo to vidí?', 'who')],
          },
          { type: 'datepicker', action_id: 'day', placeholder: text('Jiný den') },
          { type: 'users_select', action_id: 'hand', placeholder: text('Předat kolegovi') },
        ],
      },
    ] as never[],
  });
  const card = eva.inbox()[0]!;
  expect(eva.buttons(card)).toEqual(['✅ Odevzdáno', 'Smazat', 'Upravit', 'Kdo to vidí?']);
  await eva.click(card, 'Odevzdáno');
  await eva.click(card, 'Smazat', { confirm: false });
  await eva.click(card, 'Smazat');
  await eva.click(card, 'Kdo to vidí?');
  await eva.select(card, 'Fáze', 'Vyhraná');
  await eva.select(card, 'Jiný den', '2027-03-12');
  await eva.select(card, 'Předat kolegovi', 'john');
  expect(told).toEqual([
    ['submitted', 'D-42'],
    ['delete', 'D-42'],
    ['more', 'who'],
    ['stage', 'won'],
    ['day', '2027-03-12'],
    ['hand', 'U0JOHN00001'],
  ]);
});

it('shows Anna a failure when nobody in the app answers a button', async () => {
  stage = await onStage(() => {});
  const anna = stage.sandbox.as('anna');
  await clientOf(stage.sandbox).chat.postMessage({
    channel: anna.id,
    text: 'karta',
    blocks: [{ type: 'actions', elements: [button('Won', 'won')] }] as never[],
  });
  await expect(anna.click(anna.inbox()[0]!, 'Won')).rejects.toMatchObject({ code: 'operation_timeout' });
  expect(stage.sandbox.troubles[0]).toMatchObject({ of: 'block_actions won' });
});

it('finds the button of a row by the words of the row', async () => {
  const pressed: string[] = [];
  stage = await onStage((app) => {
    app.action(/open-\d/, async ({ ack, action }) => {
      await ack();
      pressed.push((action as Picked).action_id);
    });
  });
  const anna = stage.sandbox.as('anna');
  const row = (words: string, n: number) => [
    { type: 'section', text: text(words) },
    { type: 'actions', elements: [button('Otevřít', `open-${n}`)] },
  ];
  const blocks = [...row('D-1 Most', 1), ...row('D-2 Lávka', 2)] as never[];
  await clientOf(stage.sandbox).chat.postMessage({ channel: anna.id, text: 'seznam', blocks });
  await anna.click(anna.inbox()[0]!, 'Otevřít', { near: 'Lávka' });
  expect(pressed).toEqual(['open-2']);
});

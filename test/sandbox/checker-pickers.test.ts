import { describe, it } from 'vitest';
import { refused, refusesInActions, taken } from './checkerExpect.ts';
import { actions, brno, kosice, mrkdwn, option, plain, times } from './checkerSamples.ts';

const here = '[json-pointer:/blocks/0/elements/0';

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

import { expect, it } from 'vitest';
import { readInvitation } from '../../src/features/email/reading/calendar.ts';

const read = (...lines: string[]) =>
  readInvitation(
    Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')),
    'Europe/Prague',
  );

const series = [
  'BEGIN:VEVENT',
  'UID:kontrolni-dny@posta.example',
  'DTSTAMP:20260303T090000Z',
  'DTSTART;TZID=Europe/Prague:20260310T080000',
  'RRULE:FREQ=WEEKLY;BYDAY=TU',
  'SUMMARY:Kontrolní den',
];

it('reads which meetings of a series are left out, and which take place besides', async () => {
  const invitation = await read(
    'METHOD:REQUEST',
    ...series,
    'EXDATE;TZID=Europe/Prague:20260317T080000,20260407T080000',
    'EXDATE:20260414T060000Z',
    'RDATE;TZID=Central Europe Standard Time:20260319T140000',
    'RDATE;VALUE=PERIOD:20260320T130000Z/PT1H',
    'END:VEVENT',
  );
  expect(invitation).toMatchObject({
    without: ['2026-03-17T07:00:00.000Z', '2026-04-07T06:00:00.000Z', '2026-04-14T06:00:00.000Z'],
    besides: ['2026-03-19T13:00:00.000Z', '2026-03-20T13:00:00.000Z'],
  });
});

it('reads single meetings that stand beside their series, and skips one that cannot be read', async () => {
  const single = (...lines: string[]) => [
    'BEGIN:VEVENT',
    'UID:kontrolni-dny@posta.example',
    'SEQUENCE:2',
    ...lines,
    'END:VEVENT',
  ];
  const invitation = await read(
    'METHOD:REQUEST',
    ...single(
      'RECURRENCE-ID;TZID=Europe/Prague:20260324T080000',
      'DTSTART;TZID=Europe/Prague:20260325T100000',
    ),
    ...series,
    'END:VEVENT',
    ...single('RECURRENCE-ID:20260331T060000Z', 'DTSTART:20260331T060000Z', 'STATUS:CANCELLED'),
    ...single('RECURRENCE-ID:nesmysl', 'DTSTART:20260331T060000Z'),
  );
  expect(invitation).toMatchObject({
    recurrence: '',
    startsAt: '2026-03-10T07:00:00.000Z',
    others: [
      {
        recurrence: '2026-03-24T07:00:00.000Z',
        startsAt: '2026-03-25T09:00:00.000Z',
        cancelled: false,
        sequence: 2,
      },
      { recurrence: '2026-03-31T06:00:00.000Z', cancelled: true },
    ],
  });
});

it('knows a proposal of another time from an answer, and whose answer it is only where one stands there', async () => {
  const jan = 'ATTENDEE;CN=Jan;PARTSTAT=TENTATIVE:mailto:jan@posta.example';
  const eva = 'ATTENDEE;CN=Eva;PARTSTAT=ACCEPTED:mailto:eva@firma.example';
  expect(await read('METHOD:COUNTER', ...series, jan, 'END:VEVENT')).toMatchObject({
    method: 'counter',
    answer: { address: 'jan@posta.example', says: 'tentative' },
  });
  expect(await read('METHOD:COUNTER', ...series, eva, jan, 'END:VEVENT')).toMatchObject({
    method: 'counter',
    answer: null,
  });
});

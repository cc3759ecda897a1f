/** What calendar programs of customers send. */

let count = 0;

/** Říha writes, with a calendar in his mail; Eva has the only open deal with him. */
export const calendar = (method: string, ...events: string[][]) => {
  count += 1;
  const lines = events.flatMap((event) => [
    'BEGIN:VEVENT',
    'UID:dny@mostni-stavby.example',
    'ORGANIZER:mailto:riha@mostni-stavby.example',
    ...event,
    'END:VEVENT',
  ]);
  return [
    'From: =?utf-8?B?UGV0ciDFmMOtaGE=?= <riha@mostni-stavby.example>',
    'To: eva@firma.example',
    'Cc: crm@firma.example',
    'Subject: Kontrola',
    `Date: Tue, 3 Mar 2026 10:${String(count).padStart(2, '0')}:00 +0100`,
    `Message-ID: <kontrola-${count}@mostni-stavby.example>`,
    'MIME-Version: 1.0',
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    '',
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

export const on = (day: string, hour = '08') => `DTSTART;TZID=Europe/Prague:202603${day}T${hour}0000`;
export const instead = (day: string) => `RECURRENCE-ID;TZID=Europe/Prague:202603${day}T080000`;
export const version = (sequence: number) => `SEQUENCE:${sequence}`;
export const tuesdays = [
  'SUMMARY:Kontrola',
  'DTSTAMP:20260303T090000Z',
  on('10'),
  'RRULE:FREQ=WEEKLY;BYDAY=TU',
];

/** Meetings in words: where, how often, what became of single ones, who said what. Text for mrkdwn. */
import { atClock, formatClock, formatWeekday } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { addMinutes, clockOf, dateIn, type Instant, localOf, type PlainDate } from '../../lib/time.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import { occurrencesIn, restsIn } from './meeting-series.ts';
import type { MeetingDetails } from './meetings-store.ts';
import type { Invitation, Repeats } from './reading/findings.ts';

const mostLines = 5;

/** What the meeting's own entry says. */
export function meetingLines(meeting: MeetingDetails, reader: Reader): string[] {
  const words = reader.t.mailFinds.meeting;
  const { allDay, changed, besides } = meeting;
  const at = (moment: Instant) => momentText(moment, allDay, reader);
  const out = nearest(
    changed.filter(({ to }) => to === null).map((one) => one.at),
    reader,
  );
  const moved = changed.filter(({ at, to }) => to !== null && to !== at);
  const shown = new Set(
    nearest(
      moved.map((one) => one.at),
      reader,
    ),
  );
  const more = nearest(besides, reader);
  const answers = meeting.answers
    .slice(-mostLines)
    .map(({ name, address, says }) => words.answered[says](cut(name || address, 80)));
  const proposals = meeting.proposals
    .slice(-mostLines)
    .map(({ name, address, startsAt }) => words.proposes(cut(name || address, 80), at(startsAt)));
  return [
    ...(allDay ? [words.allDay] : []),
    ...(meeting.location ? [esc(words.place(meeting.location))] : []),
    ...(meeting.repeats ? [words.repeats(ruleText(meeting.repeats, reader))] : []),
    ...(out.length > 0 ? [words.without(out.map(at).join(', '))] : []),
    ...moved.filter((one) => shown.has(one.at)).map((one) => words.moved(at(one.at), at(one.to ?? one.at))),
    ...meeting.rests
      .slice(-mostLines)
      .map(({ from, to }) => (to ? words.restMoved(at(from), at(to)) : words.restOff(at(from)))),
    ...(more.length > 0 ? [words.besides(more.map(at).join(', '))] : []),
    ...answers.map(esc),
    ...proposals.map(esc),
  ];
}

/** Of many those to come, the next first; when all are over the last ones. */
function nearest(moments: Instant[], { now }: Reader): Instant[] {
  const coming = moments.filter((moment) => moment >= now);
  return coming.length > 0 ? coming.slice(0, mostLines) : moments.slice(-mostLines);
}

const momentText = (moment: Instant, allDay: boolean, reader: Reader): string =>
  allDay ? reader.date(dateIn(moment, reader.zone)) : reader.stamp(moment);

/**
 * What a mail says of a meeting: when and where it is, what becomes of it, or of one of a series only.
 * @param isEntry beside it stands the meeting's own entry: only what that does not say
 */
export function invitationLines(invitation: Invitation, reader: Reader, isEntry = false): string[] {
  const words = reader.t.mailFinds.meeting;
  const { method, startsAt, instead, allDay } = invitation;
  const at = (moment: Instant) => momentText(moment, allDay, reader);
  if (method === 'counter') return [words.proposesTime(at(startsAt), instead ? at(instead) : null)];
  if (method === 'declineCounter') return [words.proposalRefused(instead ? at(instead) : null)];
  const single = singleLines(invitation, reader);
  return single.length > 0 || isEntry ? single : [wholeLine(invitation, reader)];
}

/** `🤝 út 1. 12. v 10:00–11:30 · 📍 Příční 118/7a, Brno` */
function wholeLine(invitation: Invitation, reader: Reader): string {
  const { method, startsAt, instead, location, repeats, answer, allDay } = invitation;
  const words = reader.t.mailFinds.meeting;
  const time = spanText(invitation, reader);
  if (method === 'cancel') return words.off(time);
  const isMoved = method === 'request' && instead !== undefined && instead !== startsAt;
  return lineOf(
    ' · ',
    isMoved ? words.newTime(time, momentText(instead, allDay, reader)) : `🤝 ${time}`,
    location && esc(words.place(cut(location.replace(/\s+/g, ' '), 200))),
    repeats && words.repeats(ruleText(repeats, reader)),
    method === 'reply' && answer && esc(words.answered[answer.says](cut(answer.name || answer.address, 80))),
  );
}

/** `út 1. 12. v 10:00–11:30` */
function spanText({ startsAt, minutesLong, allDay }: Invitation, reader: Reader): string {
  const { language, zone, t, today } = reader;
  const day = dateIn(startsAt, zone);
  const name = day.slice(0, 4) === today.slice(0, 4) ? formatWeekday(language, day) : reader.date(day);
  if (allDay) return `${name}, ${t.mailFinds.meeting.allDay}`;
  const clock = clockOf(localOf(startsAt, zone));
  const from =
    language === 'en'
      ? `${name},\u00a0${formatClock(language, clock)}`
      : `${name}\u00a0${atClock(language, clock)}`;
  if (!minutesLong) return from;
  const end = addMinutes(startsAt, minutesLong);
  const isSameDay = dateIn(end, zone) === day;
  return isSameDay
    ? `${from}–${formatClock(language, clockOf(localOf(end, zone)))}`
    : `${from} – ${reader.stamp(end)}`;
}

function singleLines(invitation: Invitation, reader: Reader): string[] {
  const words = reader.t.mailFinds.meeting;
  const { method, recurrence, allDay } = invitation;
  if (recurrence === '' || method === 'reply') return [];
  const at = (moment: Instant) => momentText(moment, allDay, reader);
  const single = occurrencesIn(invitation).slice(0, mostLines);
  const out = single.filter(({ cancelled }) => cancelled).map((one) => at(one.recurrence));
  const moved = single.filter((one) => !one.cancelled && one.startsAt !== one.recurrence);
  return [
    ...restsIn(invitation)
      .slice(0, mostLines)
      .map(({ from, to }) => (to ? words.allMoved(at(from), at(to)) : words.allOff(at(from)))),
    ...(out.length > 0 ? [words.onlyWithout(out.join(', '))] : []),
    ...moved.map((one) => words.onlyMoved(at(one.recurrence), at(one.startsAt))),
  ];
}

/** `každé 2 týdny v úterý, do 30. 6. 2026` */
function ruleText({ every, interval, weekdays, count, until }: Repeats, reader: Reader): string {
  const words = reader.t.mailFinds.meeting;
  const plain = {
    day: words.everyDay,
    week: words.everyWeek,
    month: words.everyMonth,
    year: words.everyYear,
  }[every](interval);
  const rule = weekdays.length > 0 ? words.on(plain, weekdays) : plain;
  if (count !== null) return words.times(rule, count);
  return until ? words.until(rule, reader.date(until as PlainDate)) : rule;
}

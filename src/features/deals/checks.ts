/** What a deal's fields must hold to, whoever sets them. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, type ErrorCode, type ErrorDetails, FieldErrors } from '../../lib/errors.ts';
import { cleanLine, cleanText } from '../../lib/text.ts';
import { dateIn, dayOf, instantOf, isSkipped, type LocalDateTime } from '../../lib/time.ts';
import { readUrl } from '../../lib/url.ts';
import { type DateKind, type Deal, type DealDate, type DealFields, nameLimit, textLimit } from './model.ts';

/** Dates that make sense only before the offer is handed in. */
const beforeDeadline: DateKind[] = ['preparation', 'questionsUntil'];

/**
 * Cleans what is given and leaves the rest. What stays as it was is not refused: a deadline that has passed meanwhile
 * must not stop anyone from correcting the name.
 * @throws FieldErrors by the names of the form's fields: name, bidDate, bidTime, preparation, portalUrl ...
 */
export function checkFields<F extends Partial<DealFields>>(
  ctx: Ctx,
  fields: F,
  before: Deal | null,
  isHistory = false,
): F {
  const errors: CrmError[] = [];
  const wrong = <C extends ErrorCode>(field: string, code: C, details: ErrorDetails[C]) =>
    errors.push(new CrmError(code, details, field));
  const clean = { ...fields };

  if (fields.name !== undefined) {
    clean.name = cleanLine(fields.name);
    if (!clean.name) wrong('name', 'required', {});
    if ([...clean.name].length > nameLimit) wrong('name', 'tooLong', { limit: nameLimit });
  }
  for (const name of ['source', 'offerNumber', 'customerReference'] as const) {
    const text = fields[name];
    if (text === undefined) continue;
    clean[name] = text === null ? null : cleanLine(text) || null;
    if ([...(clean[name] ?? '')].length > textLimit) wrong(name, 'tooLong', { limit: textLimit });
  }
  if (fields.portalUrl) {
    const url = readUrl(fields.portalUrl);
    if (url) clean.portalUrl = url;
    else wrong('portalUrl', 'url.invalid', { text: fields.portalUrl });
  }
  if (fields.bidDeadline && fields.bidDeadline.local !== before?.bidDeadline?.local) {
    const { local, zone } = fields.bidDeadline;
    if (isSkipped(local, zone)) wrong('bidTime', 'date.skippedHour', {});
    else if (instantOf(local, zone) < ctx.time.now() && !isHistory) wrong('bidDate', 'date.past', {});
  }
  const deadline = fields.bidDeadline === undefined ? before?.bidDeadline : fields.bidDeadline;
  for (const kind of beforeDeadline) {
    const on = fields.dates?.[kind];
    if (on && deadline && on !== before?.dates[kind] && isAfter(on, deadline.local))
      wrong(kind, 'date.afterDeadline', {});
  }
  if (fields.nextStep) {
    const { text, on } = fields.nextStep;
    clean.nextStep = { ...fields.nextStep, text: cleanText(text) };
    if (!clean.nextStep.text) wrong('nextStep', 'required', {});
    if ([...text].length > textLimit) wrong('nextStep', 'tooLong', { limit: textLimit });
    const today = dateIn(ctx.time.now(), ctx.actor.kind === 'person' ? ctx.actor.zone : ctx.settings.zone);
    if (on && on !== before?.nextStep?.on && on < today) wrong('nextStepOn', 'date.past', {});
  }
  if (
    (fields.channel ?? (fields.channel === undefined && before?.channel)) &&
    (fields.restricted ?? before?.restricted)
  )
    wrong('channel', 'channel.restrictedDeal', {});
  if (errors.length > 0) throw new FieldErrors(errors);
  return clean;
}

/** A day is after a deadline only on a later day; a day with a time, to the minute. */
const isAfter = (on: DealDate, deadline: LocalDateTime): boolean =>
  on.length > 10 ? on > deadline : on > dayOf(deadline);

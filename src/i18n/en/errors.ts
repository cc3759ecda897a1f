import type { ErrorCode, ErrorDetails } from '../../lib/errors.ts';

export const errors: { [C in ErrorCode]: (details: ErrorDetails[C]) => string } = {
  notFound: ({ what }) =>
    ({
      deal: 'There is no such deal, or you may not see it. `/deal` lists yours.',
      company: 'There is no such company. Try `/company` with its name or IČO.',
      contact: 'This contact is no longer here.',
      activity: 'This entry has been deleted.',
      file: 'This file is no longer here.',
      person: 'This person is not in Vizitka. Only full members of the workspace are.',
      email: 'This e-mail is no longer waiting; somebody was quicker.',
      digest: 'This digest is no longer set.',
    })[what],
  notAllowed: ({ who }) => `Only ${who} can do this. Ask one of them.`,
  required: () => 'Fill this in, please.',
  tooLong: ({ limit }) => `Too long: at most ${limit} characters fit here.`,
  'amount.notANumber': ({ text }) => `“${text}” is not an amount. Write for example 1 250 000 or 1.2M.`,
  'amount.negative': () => 'An amount cannot be negative. Leave it empty when you do not know it yet.',
  'amount.tooLarge': () => 'This amount is too large. Are there a few zeros too many?',
  'amount.ambiguous': ({ text }) => `“${text}” can be read in two ways. Write it without dots.`,
  'date.invalid': ({ text }) => `There is no such day: ${text}. Pick it from the calendar.`,
  'date.past': () => 'This moment has already passed. Check the day and the year.',
  'date.skippedHour': () => 'This hour does not exist: clocks go forward that night. Choose 3:00 or later.',
  'date.timeWithoutDay': () => 'There is a time without a day. Pick the day too.',
  'date.afterDeadline': () => 'This is after the bid deadline. It should come before it.',
  'email.invalid': ({ text }) => `“${text}” is not an e-mail address.`,
  'deal.closed': ({ number }) => `D-${number} is closed. Reopen it first.`,
  'deal.changedMeanwhile': ({ by, fields }) =>
    `Changed meanwhile by ${by}: ${fields}. What you typed is still here; look, then save again.`,
  'channel.inviteFirst': () => 'Vizitka is not in this channel. Write there: /invite @Vizitka',
  'channel.outsiders': () =>
    'There are guests or another organisation in this channel. Choose one of your own people only.',
  'channel.restrictedDeal': () => 'A restricted deal cannot be shown in a channel.',
  'admin.only': () => 'Only admins can change this. `/crm people` shows who they are.',
};

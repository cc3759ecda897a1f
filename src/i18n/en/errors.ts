import type { ErrorCode, ErrorDetails } from '../../lib/errors.ts';
import { firstOf } from '../plural.ts';
import { email } from './email.ts';
import { registers } from './registers.ts';

/** What became of a mail while a form was open. */
const filedAt: Record<
  NonNullable<ErrorDetails['mail.filedMeanwhile']['at']>['kind'],
  (name: string) => string
> = {
  deal: (name) => `is at ${name} by now`,
  contact: (name) => `is with the contact ${name} by now`,
  company: (name) => `is at ${name} by now`,
  lead: (name) => `is with the lead ${name} by now`,
  ignored: () => 'is ignored by now',
};

export const errors: { [C in ErrorCode]: (details: ErrorDetails[C]) => string } = {
  notFound: ({ what }) =>
    ({
      deal: 'There is no such deal, or you may not see it. `/deal` lists yours.',
      company: 'There is no such company. Try `/company` with its name or IČO.',
      contact: 'This contact is no longer here.',
      lead: 'There is no such lead. `/crm leads` lists yours.',
      activity: 'This entry has been deleted.',
      field: 'There is no such field, or you may not see it.',
      file: 'This file is no longer here.',
      person: 'This person is not in Vizitka. Only full members of the workspace are.',
      email: 'This is out of date: something has happened to the e-mail since. `/crm mail` lists what waits.',
      digest: 'This digest is no longer set.',
      mailbox: 'There is no such mailbox, or it is in somebody else’s name.',
      import: 'This import is not here any more. Imports are kept for 30 days.',
    })[what],
  notAllowed: ({ who }) =>
    `Only the owner (${who}), the people named on the deal and admins can do this. Ask one of them.`,
  'merge.same': () => 'You chose the same one twice. Choose another.',
  'merge.own': () => 'Choose one that is in Vizitka already; type its name.',
  'merge.tooLate': ({ days }) => `A merge can be taken back for ${days} days, and these have passed.`,
  'merge.mergedOn': () => 'The one that stayed was merged further since. Take that back first.',
  'fields.ownerOnly': () =>
    'This record has fields that only its owner and the sales leads see. Only they can hand it over, merge or convert it; ask one of them.',
  required: () => 'Fill this in, please.',
  tooLong: ({ limit }) => `Too long: at most ${limit} characters fit here.`,
  'amount.notANumber': ({ text }) => `“${text}” is not an amount. Write for example 1 250 000 or 1.2M.`,
  'amount.negative': () => 'An amount cannot be negative. Leave it empty when you do not know it yet.',
  'amount.tooLarge': () => 'This amount is too large. Are there a few zeros too many?',
  'date.invalid': ({ text }) => `There is no such day: ${text}. Pick it from the calendar.`,
  'date.past': () => 'This moment has already passed. Check the day and the year.',
  'date.skippedHour': () => 'This hour does not exist: clocks go forward that night. Choose 3:00 or later.',
  'date.timeWithoutDay': () => 'There is a time without a day. Pick the day too.',
  'date.afterDeadline': () => 'This is after the bid deadline. It should come before it.',
  'email.invalid': ({ text }) => `“${text}” is not an e-mail address.`,
  'email.comma': ({ text }) => `“${text}”: every address on its own line, and none with a comma in it.`,
  'email.makesNoContact': () =>
    'It went to many people or a machine sent it, so it makes no contact. Choose a deal or company.',
  'phone.letters': ({ text }) =>
    `“${text}” is no phone number: there are letters in it. Write for example +420 601 000 123.`,
  'phone.short': ({ text }) => `“${text}” is too short for a phone number.`,
  'contact.onlyTitle': ({ text }) => `“${text}” is only a title. What is their name?`,
  'contact.emailTaken': ({ address, name }) =>
    `${address} already belongs to ${name}. One address belongs to one contact.`,
  'contact.tooMany': ({ limit }) => `At most ${limit} fit here.`,
  'vcard.none': () =>
    'There is no visiting card in this file, or none that can be read. It should be a vCard (.vcf).',
  'vcard.tooMany': ({ count, limit }) =>
    `There are ${count} cards in the file; at most ${limit} go at once. Bring long lists in by \`/crm import\`.`,
  'vcard.tooLarge': ({ megabytes }) => `The file is too large for visiting cards: at most ${megabytes} MB.`,
  'url.invalid': ({ text }) => `“${text}” is not a web address.`,
  'date.future': () => 'This has not happened yet. Check the day and the time.',
  'amount.otherCurrency': ({ currency }) =>
    `This deal is in ${currency}: write the price in the same currency.`,
  'lead.known': ({ name, owner }) => `There is a lead with this e-mail already: ${name} (${owner}).`,
  'lead.closed': ({ number }) => `L-${number} is closed. Reopen it first.`,
  'lead.notUndone': () =>
    'The deal lives its own life by now: somebody changed it or logged to it. Go on there.',
  'lead.rotaEmpty': () => 'Nobody takes turns yet. Choose who in the settings under `/crm leads`.',
  'lead.days': () => 'Write a whole number from 1 to 30.',
  'payment.symbol': ({ limit }) => `A variable symbol has digits only, ${limit} at most.`,
  'payment.notPublished': () => 'The VAT register does not publish this account now. Choose another one.',
  'company.alike': ({ name }) =>
    `Almost this name is here already: “${name}”. Pick that one, or save again if yours is another company.`,
  'absence.past': () => 'That day is over. Choose today or a later one.',
  'absence.oneself': () => 'Somebody else has to stand in for you.',
  'absence.noDay': () => 'Until when are you away? Without a day nobody stands in.',
  'company.birthNumber': () => 'This is a birth number. It belongs into DIČ, where it stays hidden.',
  'company.birthNumberKey': () =>
    'This is a birth number, and Vizitka has no key yet to keep it under (SECRETS_KEY). Leave the field empty: ARES is asked for the DIČ when it is needed.',
  'company.dicOwnerOnly': () =>
    'This DIČ is a birth number. Only the owner of the customer, sales leads and admins may see it.',
  'lead.salesLeadOnly': () => 'This is for sales leads and admins. Ask one of them, please.',
  'lead.notAllowed': ({ who }) => `Only the owner of this lead (${who}) and admins may do this.`,
  'deal.alreadyTheirs': () => 'They have this deal already. Pick somebody else.',
  'person.notMember': ({ name }) => `${name} is not a full member of this workspace. Choose somebody who is.`,
  'channel.cardThere': () => 'The card is already in this channel and is kept up to date there.',
  'channel.archived': () => 'This channel is archived. Choose another one.',
  'company.ico': ({ typed }) => {
    const { taxNumber, tooManyDigits, tooFewDigits, zeroMissing } = registers.typed;
    const digits = typed.replace(/\D/g, '').length;
    if (/^\s*(CZ|SK)\s*\d/i.test(typed)) return taxNumber;
    if (digits > 8) return tooManyDigits(digits);
    return digits < 6 ? tooFewDigits(digits) : zeroMissing(digits);
  },
  'company.icoTaken': ({ name }) => `This IČO already belongs to ${name}. Open that company instead.`,
  'company.ownParent': () => 'This company belongs under the one you edit. Choose another one.',
  'company.freeMail': ({ domain }) =>
    `Anyone can have a mailbox at ${domain}. A domain here must belong to this company alone.`,
  'register.unavailable': () =>
    'The register does not answer just now. Choose “Create without IČO” and fill in the rest later.',
  'kinds.full': ({ limit }) => `The form has room for ${limit} kinds. Delete one first.`,
  'kinds.used': () => 'Something was logged with this kind, so it stays. It can be renamed.',
  'kinds.taken': () => 'Another kind has this name already.',
  'kinds.emoji': () => 'One emoji, for example 🏗️, or nothing.',
  'percent.invalid': () => 'Write a whole number from 0 to 100.',
  'field.number': ({ text }) => `“${text}” is not a number. Write for example 1,250.50.`,
  'field.yesNo': ({ text }) => `“${text}” is neither yes nor no.`,
  'field.option': ({ text }) => `“${text}” is not among the options.`,
  'fields.nameTaken': () => 'Another field here has this name already.',
  'fields.optionTaken': ({ label }) => `“${label}” is there twice.`,
  'fields.full': ({ limit }) => `There is room for ${limit}. Archive some first.`,
  'fields.staysRestricted': () =>
    'Something was filled in for the few who see it, so it cannot be opened to all. Make a new field instead.',
  'deal.closed': ({ number }) => `D-${number} is closed. Reopen it first.`,
  'deal.submitted': ({ number }) =>
    `The offer of D-${number} is submitted already. If that is wrong, open it and choose “Not submitted after all”.`,
  'channel.inviteFirst': () => 'Vizitka is not in this channel. Write there: /invite @Vizitka',
  'channel.outsiders': () =>
    'There are guests or another organisation in this channel. Choose one of your own people only.',
  'channel.restrictedDeal': () => 'A restricted deal cannot be shown in a channel.',
  'watching.noDate': () => 'There is no such date on the deal any more. Open it again.',
  'watching.cannotSee': ({ name }) =>
    `“${name}” does not see this deal, so nothing can be told there. Name them on the deal first.`,
  'watching.notYours': ({ name }) =>
    `${name} watches this date already, on days of their own. Only who edits the deal may change them.`,
  'person.isBack': ({ name }) =>
    `${name} is back in Slack, so there is nothing to hand over. Deals are handed over one by one from their cards.`,
  'import.salesLeadOnly': ({ who }) =>
    `Only sales leads and admins bring lists in${who.length > 0 ? `: ${firstOf(who, 3, email.andMore)}` : ''}. Send one of them the file.`,
  'export.notAllowed': ({ who }) =>
    who === 'leads'
      ? 'Only sales leads and admins may export. Ask one of them for the file.'
      : 'Only admins may export. Ask one of them for the file.',
  'import.busy': () => 'This import is at work right now. Try again when it has finished.',
  'import.tooOld': ({ days }) => `An import can be undone for ${days} days. This one is older.`,
  'import.noColumn': () => 'Say at least of one column what it is: a name, an IČO, an e-mail.',
  'import.notAFile': () => 'Choose one .xlsx or .csv file.',
  'admin.only': () => 'Only admins can change this. `/crm people` shows who they are.',
  'rate.invalid': ({ text }) => `“${text}” is no rate. Write for example 25.145.`,
  'digest.channelTaken': () => 'This channel already has a digest. Change that one: `/crm digest`.',
  'digest.notInChannel': () => 'Only somebody who is in the channel, or an admin, sets its digest.',
  'entry.notYours': ({ author }) =>
    author
      ? `Only ${author}, who logged this, or an admin can change it.`
      : 'This came by itself; only an admin can change it.',
  'activity.aboutNothing': () => 'Which deal or company is it about? Choose one.',
  'activity.minutesLong': () => 'How many minutes? Write a whole number, for example 45.',
  'activity.future': () => 'This has not happened yet. Plans belong in the next step.',
  'activity.stepNeedsDeal': () => 'A next step belongs to a deal. Choose one, or leave the step empty.',
  'thread.gone': () =>
    'This form has been open for too long and no longer has the thread. Copy what you wrote and open it from the message again.',
  'file.tooLarge': ({ megabytes }) =>
    `The file is too large: at most ${megabytes} MB fit in. Keep a link instead.`,
  'file.empty': () => 'The file is empty, there is nothing to keep.',
  'file.slash': () => 'A file name has no slashes. Where it belongs is said by its folder.',
  'file.notTheFile': ({ name }) =>
    `Slack sent a login page instead of ${name}. Nothing was kept; an admin should check the app’s permission files:read.`,
  'file.interrupted': ({ name }) => `${name} did not come through whole. Nothing was kept, try again.`,
  'file.elsewhere': ({ name }) =>
    `${name} only links to another service (Google Drive, OneDrive…). Download it and attach the file itself.`,
  'file.unreachable': ({ name }) =>
    `Vizitka may not read ${name} here. Invite it to the channel (/invite @Vizitka), or send the file to it in a message.`,
  'file.noRoom': () => 'The disk for files is full, nothing was kept. Tell an admin, please.',
  'mail.domain': ({ text }) => `“${text}” is not a domain. Write for example firma.cz.`,
  'mail.domainNotAddress': ({ domain }) =>
    `“${domain}” is a domain, not an address. Choose “A whole domain” above.`,
  'mail.freeMailDomain': ({ domain }) =>
    `Anyone can have a mailbox at ${domain}, customers too. Add the one address instead.`,
  'mail.shortSubject': ({ letters }) => `At least ${letters} letters, or it would fit nearly every e-mail.`,
  'mail.notYours': ({ whose }) => `Only those whose e-mail it is can change this: ${whose}.`,
  'mail.erased': () =>
    'The data of this person were erased at their request. Their e-mails are logged again once somebody makes them a contact.',
  'mail.keptOff': () =>
    'A colleague does not want this e-mail of theirs logged. Only they can log it all the same.',
  'mail.salesLeadOnly': () => 'What waits for colleagues is worked off by sales leads and admins.',
  'mail.filedMeanwhile': ({ at, by }) =>
    `The e-mail this form was opened from ${at ? filedAt[at.kind](at.name) : 'waits no longer'}${by ? ` (${email.by(by)})` : ''}. Nothing has been saved yet. If you save again, the e-mail stays where it is.`,
  'mail.sourceGone': () =>
    'The source of this e-mail was deleted when its time was over. Its text and attachments are still here.',
  'privacy.colleague': () => 'Colleagues are not erased here.',
  'privacy.nobody': () => 'There is nobody to be found by this any more.',
  'privacy.mistyped': () => 'That is not what is to be typed.',
};

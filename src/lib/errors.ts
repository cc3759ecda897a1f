/**
 * What a person can cause is a coded error with a text in three languages (i18n/<language>/errors.ts: a code
 * without a text does not compile). What a programmer caused is any other throw, and crashes.
 */
export interface ErrorDetails {
  notFound: {
    what:
      | 'deal'
      | 'company'
      | 'contact'
      | 'lead'
      | 'activity'
      | 'field'
      | 'file'
      | 'person'
      | 'email'
      | 'digest'
      | 'mailbox'
      | 'import';
  };
  notAllowed: { who: string };
  required: Record<string, never>;
  tooLong: { limit: number };
  'amount.notANumber': { text: string };
  'amount.negative': Record<string, never>;
  'amount.tooLarge': Record<string, never>;
  'date.invalid': { text: string };
  'date.past': Record<string, never>;
  'date.skippedHour': Record<string, never>;
  'date.timeWithoutDay': Record<string, never>;
  'date.afterDeadline': Record<string, never>;
  'merge.same': Record<string, never>;
  'merge.own': Record<string, never>;
  'merge.tooLate': { days: number };
  'merge.mergedOn': Record<string, never>;
  'email.invalid': { text: string };
  'email.comma': { text: string };
  'email.makesNoContact': Record<string, never>;
  'phone.letters': { text: string };
  'phone.short': { text: string };
  'contact.onlyTitle': { text: string };
  'contact.emailTaken': { address: string; name: string };
  'contact.tooMany': { limit: number };
  'vcard.none': Record<string, never>;
  'vcard.tooMany': { count: number; limit: number };
  'vcard.tooLarge': { megabytes: number };
  'url.invalid': { text: string };
  'date.future': Record<string, never>;
  'amount.otherCurrency': { currency: string };
  'lead.known': { name: string; owner: string };
  'lead.closed': { number: number };
  'lead.notUndone': Record<string, never>;
  'lead.rotaEmpty': Record<string, never>;
  'lead.days': Record<string, never>;
  'lead.salesLeadOnly': Record<string, never>;
  'company.dicOwnerOnly': Record<string, never>;
  'absence.past': Record<string, never>;
  'absence.oneself': Record<string, never>;
  'absence.noDay': Record<string, never>;
  'company.birthNumber': Record<string, never>;
  'company.birthNumberKey': Record<string, never>;
  'lead.notAllowed': { who: string };
  'deal.alreadyTheirs': Record<string, never>;
  'person.notMember': { name: string };
  'channel.cardThere': Record<string, never>;
  'channel.archived': Record<string, never>;
  'company.ico': { typed: string };
  'company.icoTaken': { name: string };
  'company.alike': { name: string };
  'company.ownParent': Record<string, never>;
  'company.freeMail': { domain: string };
  'register.unavailable': Record<string, never>;
  'payment.symbol': { limit: number };
  'payment.notPublished': Record<string, never>;
  'percent.invalid': Record<string, never>;
  'kinds.full': { limit: number };
  'kinds.used': Record<string, never>;
  'kinds.taken': Record<string, never>;
  'kinds.emoji': Record<string, never>;
  'field.number': { text: string };
  'field.yesNo': { text: string };
  'field.option': { text: string };
  'fields.nameTaken': Record<string, never>;
  'fields.optionTaken': { label: string };
  'fields.full': { limit: number };
  'fields.ownerOnly': Record<string, never>;
  'fields.staysRestricted': Record<string, never>;
  'deal.closed': { number: number };
  'deal.submitted': { number: number };
  'channel.inviteFirst': Record<string, never>;
  'channel.outsiders': Record<string, never>;
  'channel.restrictedDeal': Record<string, never>;
  'watching.noDate': Record<string, never>;
  'watching.cannotSee': { name: string };
  'watching.notYours': { name: string };
  'admin.only': Record<string, never>;
  /** names of those who may */
  'import.salesLeadOnly': { who: string[] };
  'export.notAllowed': { who: 'everybody' | 'leads' | 'admins' };
  'import.busy': Record<string, never>;
  'import.tooOld': { days: number };
  'import.noColumn': Record<string, never>;
  'import.notAFile': Record<string, never>;
  'person.isBack': { name: string };
  'rate.invalid': { text: string };
  'digest.channelTaken': Record<string, never>;
  'digest.notInChannel': Record<string, never>;
  'entry.notYours': { author: string | null };
  'activity.aboutNothing': Record<string, never>;
  'activity.minutesLong': Record<string, never>;
  'activity.future': Record<string, never>;
  'activity.stepNeedsDeal': Record<string, never>;
  'thread.gone': Record<string, never>;
  'file.tooLarge': { megabytes: number };
  'file.empty': Record<string, never>;
  'file.slash': Record<string, never>;
  'file.notTheFile': { name: string };
  'file.interrupted': { name: string };
  'file.elsewhere': { name: string };
  'file.unreachable': { name: string };
  'file.noRoom': Record<string, never>;
  'mail.domain': { text: string };
  'mail.domainNotAddress': { domain: string };
  'mail.freeMailDomain': { domain: string };
  'mail.shortSubject': { letters: number };
  'mail.notYours': { whose: string };
  'mail.sourceGone': Record<string, never>;
  'mail.erased': Record<string, never>;
  'mail.keptOff': Record<string, never>;
  'mail.salesLeadOnly': Record<string, never>;
  'mail.filedMeanwhile': {
    /** null: it waits no more, and nothing else is to be said */
    at: { kind: 'deal' | 'contact' | 'company' | 'lead' | 'ignored'; name: string } | null;
    /** who put it there, when it was somebody else */
    by: string | null;
  };
  'privacy.colleague': Record<string, never>;
  'privacy.nobody': Record<string, never>;
  'privacy.mistyped': Record<string, never>;
}

export type ErrorCode = keyof ErrorDetails;

export class CrmError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly details: ErrorDetails[C];
  /** the form field it belongs to, by the field's name in the use case's input */
  readonly field: string | undefined;

  constructor(code: C, details: ErrorDetails[C], field?: string) {
    super(code);
    this.name = 'CrmError';
    this.code = code;
    this.details = details;
    this.field = field;
  }
}

/** Several fields of one form refused at once. */
export class FieldErrors extends Error {
  readonly errors: CrmError[];

  constructor(errors: CrmError[]) {
    super(errors.map((error) => `${error.field}: ${error.code}`).join(', '));
    this.name = 'FieldErrors';
    this.errors = errors;
  }
}

/** Two readings of one form: what is wrong in either is told at once. @throws FieldErrors of both */
export async function together<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  const read = await Promise.allSettled([one, other]);
  const refused = read.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  const crash = refused.find((reason) => !(reason instanceof FieldErrors));
  if (crash) throw crash;
  if (refused.length > 0) throw new FieldErrors(refused.flatMap(({ errors }: FieldErrors) => errors));
  const [first, second] = read as [PromiseFulfilledResult<A>, PromiseFulfilledResult<B>];
  return [first.value, second.value];
}

/** What a form was opened from went elsewhere meanwhile: its form says so and keeps what was typed. */
export async function unlessFiled<T>(saving: Promise<T>): Promise<T | CrmError> {
  try {
    return await saving;
  } catch (error) {
    if (error instanceof CrmError && error.code === 'mail.filedMeanwhile') return error;
    throw error;
  }
}

export const notFound = (what: ErrorDetails['notFound']['what']): never => {
  throw new CrmError('notFound', { what });
};

export const refuse = <C extends ErrorCode>(code: C, details: ErrorDetails[C], field?: string): never => {
  throw new CrmError(code, details, field);
};

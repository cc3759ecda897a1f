/**
 * What a person can cause is a coded error with a text in three languages (i18n/<language>/errors.ts: a code
 * without a text does not compile). What a programmer caused is any other throw, and crashes.
 */
export interface ErrorDetails {
  notFound: { what: 'deal' | 'company' | 'contact' | 'activity' | 'file' | 'person' | 'email' | 'digest' };
  notAllowed: { who: string };
  required: Record<string, never>;
  tooLong: { limit: number };
  'amount.notANumber': { text: string };
  'amount.negative': Record<string, never>;
  'amount.tooLarge': Record<string, never>;
  'amount.ambiguous': { text: string };
  'date.invalid': { text: string };
  'date.past': Record<string, never>;
  'date.skippedHour': Record<string, never>;
  'date.timeWithoutDay': Record<string, never>;
  'date.afterDeadline': Record<string, never>;
  'email.invalid': { text: string };
  'deal.closed': { number: number };
  'deal.changedMeanwhile': { by: string; fields: string };
  'channel.inviteFirst': Record<string, never>;
  'channel.outsiders': Record<string, never>;
  'channel.restrictedDeal': Record<string, never>;
  'admin.only': Record<string, never>;
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

export const notFound = (what: ErrorDetails['notFound']['what']): never => {
  throw new CrmError('notFound', { what });
};

export const refuse = <C extends ErrorCode>(code: C, details: ErrorDetails[C], field?: string): never => {
  throw new CrmError(code, details, field);
};

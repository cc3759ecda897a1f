/** What is said of a row, to its reader. */
import type { Words } from '../../i18n/catalog.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { CrmError } from '../../lib/errors.ts';
import { wordsOfError } from '../../slack/failures.ts';
import type { Step, Why } from './model.ts';
import type { ImportProblem } from './working.ts';

export function whyText({ code, column, text, error }: Why, t: Words): string {
  if (code === 'refused' && error) {
    const words = wordsOfError(error as unknown as CrmError, t);
    return column ? `${column}: ${words}` : words;
  }
  return t.imports.why[code](column ?? '', text ?? '');
}

/** `založí se firma: Mostní stavby Brno, a.s.` */
export const stepText = ({ kind, does, name }: Step, { t }: Reader): string =>
  t.imports.steps[does](t.imports.kinds[kind], name);

export function problemText(problem: unknown, t: Words): string {
  const said = problem as ImportProblem | null;
  if (!said) return '';
  if (said.kind === 'left') return t.imports.problems.left({});
  if (said.kind === 'error') return wordsOfError(said as unknown as CrmError, t);
  const text = t.imports.problems[said.problem as keyof typeof t.imports.problems] as (
    details: object,
  ) => string;
  return text(said.details);
}

/**
 * A form that is shown again over a record that others changed: Slack keeps what was typed in an input whose block_id
 * stays, so an input that is to show the new value begins anew under another one, `name~7`.
 */
import type { FormValues } from './forms.ts';

/** by field, the version of the record at which its input began anew */
export type Fresh = Record<string, number>;

export const freshName = (fresh: Fresh, name: string): string =>
  fresh[name] === undefined ? name : `${name}~${fresh[name]}`;

/** The form's values by the names of its fields. */
export const freshValues = (form: FormValues, fresh: Fresh): FormValues => ({
  has: (name) => form.has(freshName(fresh, name)),
  text: (name) => form.text(freshName(fresh, name)),
  choice: (name) => form.choice(freshName(fresh, name)),
  choices: (name) => form.choices(freshName(fresh, name)),
  moment: (name) => form.moment(freshName(fresh, name)),
});

import { plural } from '../plural.ts';

/** Visiting cards as files. */
export const vcards = {
  offer: (file: string) => `👤 ${file} is a vCard. Shall I make contacts of it?`,
  open: 'Show',
  none: 'There is no vCard at this message. It is a file that ends with .vcf.',
  title: 'Contacts from vCard',
  save: 'Create',
  found: (n: number) => plural('en', n, { one: '# card in the file.', other: '# cards in the file.' }),
  broken: (n: number) =>
    plural('en', n, { one: '# more could not be read.', other: '# more could not be read.' }),
  who: (from: number, to: number) => `Cards ${from}–${to}`,
  nameless: 'without a name',
  known: (name: string) => `already here: ${name}`,
  created: (n: number) => plural('en', n, { one: '# contact created', other: '# contacts created' }),
  knownAlready: (n: number) => plural('en', n, { one: '# was here already', other: '# were here already' }),
  failed: (n: number) =>
    plural('en', n, { one: '# could not be created:', other: '# could not be created:' }),
  from: (day: string) => `vCard, ${day}`,
  fromMail: (day: string) => `e-mail, ${day}`,
};

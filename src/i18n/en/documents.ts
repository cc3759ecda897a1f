import { plural } from '../plural.ts';

export const documents = {
  attach: 'Attach',
  attachTitle: 'Attach files',
  files: 'Files',
  filesCount: (n: number) => `Files (${n})`,
  count: (n: number) => plural('en', n, { one: '# file', other: '# files' }),
  fields: {
    files: 'Files',
    target: 'Deal or company',
    folder: 'Folder',
  },
  filesHint: (megabytes: number) => `At most 10 at once, ${megabytes} MB each.`,
  folders: {
    enquiry: 'Enquiry',
    offer: 'Offer',
    contract: 'Contract',
    drawings: 'Drawings',
    minutes: 'Minutes',
    other: 'Other',
  },
  everyFolder: 'All folders',
  kept: (names: string, where: string) => `✅ Kept: ${names} · ${where}`,
  keptBy: (names: string, where: string, by: string) => `✅ Kept: ${names} · ${where} · ${by}`,
  offer: (names: string) => `📎 ${names}`,
  keepWith: (deal: string) => `Keep with ${deal}`,
  keepWithSome: 'Keep with a deal',
  tryAgain: 'Try again',
  saving: (names: string) => `⏳ Saving ${names}…`,
  noFiles: 'There are no files on this message. Use this on a message that has some.',
  onTheWay: (name: string) =>
    `📎 ${name} will come in a message from Vizitka in a moment. That copy disappears after 24 hours.`,
  copyOf: (name: string, where: string) => `${name} · ${where} · this copy disappears after 24 hours`,
  inviteAdds:
    'Vizitka is not in that channel. Invited (/invite @Vizitka), it offers to keep files dropped into the deal’s thread with one button.',
  none: 'No files yet. Attach some, drop them into the thread of the deal’s card, or let them come by e-mail.',
  emptyFolder: 'This folder is empty.',
  manage: 'Tidy up',
  done: 'Done',
  delete: 'Delete',
  deleted: (name: string) => `Deleted: ${name}`,
  back: 'Back',
};

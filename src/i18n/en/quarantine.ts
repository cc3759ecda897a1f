export const quarantine = {
  empty: '✅ The quarantine is empty.',
  download: 'Download',
  dismiss: 'Dismiss',
  dismissExplained: 'Dismiss what is worth nothing: it leaves this list and is not logged.',
  more: 'Show more',
  again: '⚠️ Tried again: it still cannot be filed.',
  trying: 'It is tried again. If it fails once more, I will let you know.',
  onItsWay: 'The e-mail is on its way to your messages. After 24 hours it is deleted there again.',
  sourceComment:
    'The e-mail as it came, untouched by any scanner of ours: open with care. It is deleted here in 24 hours.',
  waitsFor: {
    room: '⚠️ New e-mail waits: the disk is full where Vizitka runs. Nothing is lost. Make room; it then goes on by itself.',
    database:
      '⚠️ New e-mail waits: the database does not take it at the moment. Nothing is lost; as soon as it does, Vizitka goes on by itself.',
    files:
      '⚠️ New e-mail waits: the folder in which e-mails are kept (FILES_DIR) cannot be read or written. Nothing is lost. Check that the disk is mounted and that Vizitka may use it; it then goes on by itself.',
  },
};

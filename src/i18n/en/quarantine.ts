export const quarantine = {
  empty: '✅ The quarantine is empty.',
  download: 'Download',
  dismiss: 'Dismiss',
  dismissExplained: 'Dismiss what is worth nothing: it leaves this list and is not logged.',
  more: 'Show more',
  onItsWay: 'The e-mail is on its way to your messages. After 24 hours it is deleted there again.',
  sourceComment:
    'The e-mail as it came, untouched by any scanner of ours: open with care. It is deleted here in 24 hours.',
};

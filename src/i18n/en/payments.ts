export const payments = {
  button: 'Payment QR code',
  accounts: 'Published accounts',
  title: 'Payment QR code',
  make: 'Send me the code',
  account: 'Account',
  accountHint: 'Only accounts that the VAT register publishes now.',
  amount: 'Amount',
  variableSymbol: 'Variable symbol',
  message: 'Message for the payee',
  noAccount:
    'The VAT register publishes no account of this company now, so there is nothing to make a code for.',
  file: 'payment.png',
  kinds: { spayd: 'QR payment', payBySquare: 'PAY by square' },
  codeFor: (kind: string, name: string) => `${kind}: ${name}`,
  symbol: (symbol: string) => `VS ${symbol}`,
  alt: (amount: string, account: string, name: string) =>
    `QR code of a payment: ${amount} to account ${account}, ${name}`,
};

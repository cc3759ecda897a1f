import type { Words } from '../catalog.ts';

export const payments: Words['payments'] = {
  button: 'QR platba',
  accounts: 'Zverejnené účty',
  title: 'QR platba',
  make: 'Poslať mi kód',
  account: 'Účet',
  accountHint: 'Len účty, ktoré český register platiteľov DPH práve zverejňuje.',
  amount: 'Suma',
  variableSymbol: 'Variabilný symbol',
  message: 'Správa pre príjemcu',
  noAccount:
    'Český register platiteľov DPH teraz žiadny účet tejto firmy nezverejňuje, nie je teda k čomu kód spraviť.',
  file: 'platba.png',
  kinds: { spayd: 'QR platba', payBySquare: 'PAY by square' },
  codeFor: (kind, name) => `${kind}: ${name}`,
  symbol: (symbol) => `VS ${symbol}`,
  alt: (amount, account, name) => `QR kód platby: ${amount} na účet ${account}, ${name}`,
};

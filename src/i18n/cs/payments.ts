import type { Words } from '../catalog.ts';

export const payments: Words['payments'] = {
  button: 'QR platba',
  accounts: 'Zveřejněné účty',
  title: 'QR platba',
  make: 'Poslat mi kód',
  account: 'Účet',
  accountHint: 'Jen účty, které registr plátců DPH právě zveřejňuje.',
  amount: 'Částka',
  variableSymbol: 'Variabilní symbol',
  message: 'Zpráva pro příjemce',
  noAccount: 'Registr plátců DPH teď žádný účet této firmy nezveřejňuje, není tedy k čemu kód udělat.',
  file: 'platba.png',
  kinds: { spayd: 'QR platba', payBySquare: 'PAY by square' },
  codeFor: (kind, name) => `${kind}: ${name}`,
  symbol: (symbol) => `VS ${symbol}`,
  alt: (amount, account, name) => `QR kód platby: ${amount} na účet ${account}, ${name}`,
};

import { plural } from '../plural.ts';

export const companyWatch = {
  changed: (name: string) => `🏢 ${name}: registers say something new`,
  line: (field: string, from: string, to: string) => `*${field}:* ${from} → ${to}`,
  insolvent: (cases: string) => `Insolvency proceedings: ${cases}`,
  insolvencyOver: 'No insolvency proceedings are under way any more',
  reliableAgain: 'No longer an unreliable VAT payer',
  inLiquidation: 'In liquidation',
  liquidationOver: 'No longer in liquidation',
  livesAgain: 'The register no longer says that it was dissolved',
  vat: 'VAT',
  vies: { valid: 'IČ DPH valid', notValid: 'IČ DPH not valid' },
  came: (names: string) => `new: ${names}`,
  left: (names: string) => `no longer: ${names}`,
  twice: (age: string) => `The register said it twice, last ${age}.`,
  held: (changed: number, checked: number) =>
    `Registers changed ${plural('en', changed, { one: '# company', other: '# companies' })} of ${checked} in one night. That is more likely a mistake in a register, so nobody was told of it and nothing was taken over.`,
  forExample: 'For example:',
  tell: 'Tell the owners',
  drop: 'Let it be',
  answered: {
    told: '✅ The owners will be told.',
    dropped:
      'Nobody will be told. What the companies have stays as it is. If the registers go on saying it, it comes up again.',
    before: 'Another admin has answered this.',
  },
};

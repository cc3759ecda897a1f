import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyWatch: Words['companyWatch'] = {
  changed: (name) => `🏢 ${name}: v registroch je niečo nové`,
  line: (field, from, to) => `*${field}:* ${from} → ${to}`,
  insolvent: (cases) => `Insolvenčné konanie: ${cases}`,
  insolvencyOver: 'Žiadne insolvenčné konanie už neprebieha',
  reliableAgain: 'Už nie je nespoľahlivý platiteľ DPH',
  inLiquidation: 'V likvidácii',
  liquidationOver: 'Už nie je v likvidácii',
  livesAgain: 'Register už neuvádza, že zanikla',
  vat: 'DPH',
  vies: { valid: 'IČ DPH platné', notValid: 'IČ DPH neplatné' },
  came: (names) => `nové: ${names}`,
  left: (names) => `už nie: ${names}`,
  twice: (age) => `Register to uviedol dvakrát, naposledy ${age}.`,
  held: (changed, checked) =>
    `V registroch sa za jednu noc zmenili údaje pri ${plural('sk', changed, { one: '# firme', few: '# firmách', other: '# firmách' })} z ${checked}. To bude skôr chyba registra, takže sa o tom nikomu nič neposlalo a nič neprevzalo.`,
  forExample: 'Napríklad:',
  tell: 'Dať vedieť',
  drop: 'Nechať tak',
  answered: {
    told: '✅ Kto má firmy na starosti, dostane správu.',
    dropped:
      'Nikto správu nedostane. Údaje firiem zostávajú, ako sú. Ak to budú registre tvrdiť ďalej, príde to na rad znova.',
    before: 'Toto už rozhodol iný správca.',
  },
};

import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyWatch: Words['companyWatch'] = {
  changed: (name) => `🏢 ${name}: v registrech je něco nového`,
  line: (field, from, to) => `*${field}:* ${from} → ${to}`,
  insolvent: (cases) => `Insolvenční řízení: ${cases}`,
  insolvencyOver: 'Žádné insolvenční řízení už neprobíhá',
  reliableAgain: 'Už není nespolehlivý plátce DPH',
  inLiquidation: 'V likvidaci',
  liquidationOver: 'Už není v likvidaci',
  livesAgain: 'Registr už neuvádí, že zanikla',
  vat: 'DPH',
  vies: { valid: 'IČ DPH platné', notValid: 'IČ DPH neplatné' },
  came: (names) => `nově: ${names}`,
  left: (names) => `už ne: ${names}`,
  twice: (age) => `Registr to uvedl dvakrát, naposledy ${age}.`,
  held: (changed, checked) =>
    `V registrech se za jednu noc změnily údaje u ${plural('cs', changed, { one: '# firmy', few: '# firem', other: '# firem' })} z ${checked}. To bude spíš chyba registru, takže se o tom nikomu nic neposlalo a nic nepřevzalo.`,
  forExample: 'Například:',
  tell: 'Dát vědět',
  drop: 'Nechat být',
  answered: {
    told: '✅ Kdo má firmy na starosti, dostane zprávu.',
    dropped:
      'Nikdo zprávu nedostane. Údaje firem zůstávají, jak jsou. Budou-li to registry tvrdit dál, přijde to na řadu znovu.',
    before: 'Tohle už rozhodl jiný správce.',
  },
};

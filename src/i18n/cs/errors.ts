import type { Words } from '../catalog.ts';

export const errors: Words['errors'] = {
  notFound: ({ what }) =>
    ({
      deal: 'Taková příležitost tu není, nebo ji nevidíš. Tvoje vypíše `/deal`.',
      company: 'Takovou firmu neevidujeme. Zkus `/company` s názvem nebo IČO.',
      contact: 'Tento kontakt už v evidenci není.',
      activity: 'Tento zápis byl smazán.',
      file: 'Tento soubor už tu není.',
      person: 'Tento člověk ve Vizitce není. Patří do ní jen plní členové workspacu.',
      email: 'Tento e-mail už nečeká, někdo byl rychlejší.',
      digest: 'Tento souhrn už není nastaven.',
    })[what],
  notAllowed: ({ who }) => `To může jen ${who}. Obrať se tam, prosím.`,
  required: () => 'Tohle je potřeba vyplnit.',
  tooLong: ({ limit }) => `Příliš dlouhé: vejde se nejvýš ${limit} znaků.`,
  'amount.notANumber': ({ text }) => `„${text}“ není částka. Napiš třeba 1 250 000 nebo 1,2 mil.`,
  'amount.negative': () => 'Částka nemůže být záporná. Když ji ještě neznáš, nech pole prázdné.',
  'amount.tooLarge': () => 'Tak velká částka? Nepřebývá tam pár nul?',
  'amount.ambiguous': ({ text }) => `„${text}“ se dá číst dvojím způsobem. Napiš to bez teček.`,
  'date.invalid': ({ text }) => `Takový den neexistuje: ${text}. Vyber ho v kalendáři.`,
  'date.past': () => 'Tohle už bylo. Sedí den a rok?',
  'date.skippedHour': () => 'Tahle hodina neexistuje, v noci se posouvá čas. Zvol 3:00 nebo později.',
  'date.timeWithoutDay': () => 'Je tu čas bez dne. Vyber i den.',
  'date.afterDeadline': () => 'To je až po termínu odevzdání nabídky. Mělo by to být před ním.',
  'email.invalid': ({ text }) => `„${text}“ není e-mailová adresa.`,
  'deal.closed': ({ number }) => `D-${number} je uzavřená. Nejdřív ji znovu otevři.`,
  'deal.changedMeanwhile': ({ by, fields }) =>
    `Mezitím změněno (${by}): ${fields}. Co máš napsané, zůstalo; podívej se a ulož znovu.`,
  'channel.inviteFirst': () => 'Vizitka v tomto kanálu není. Napiš tam: /invite @Vizitka',
  'channel.outsiders': () =>
    'V tomto kanálu jsou hosté nebo jiná organizace. Vyber kanál, kde jsou jen vaši lidé.',
  'channel.restrictedDeal': () => 'Příležitost s omezeným přístupem nejde ukázat v kanálu.',
  'admin.only': () => 'To mohou měnit jen správci. Kdo to je, ukáže `/crm people`.',
};

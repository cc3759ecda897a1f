import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const mailRules: Words['mailRules'] = {
  privacy: {
    levels: {
      full: 'Všechno',
      subject: 'Jen předmět',
      happened: 'Jen to, že proběhl',
    },
    title: 'Co z něj vidí ostatní',
    mine: 'Tento e-mail je tvůj: ty ho vidíš celý. Ostatní uvidí to, co tady vybereš.',
    closed: (level, whose) =>
      level === 'subject'
        ? `🔒 Ostatní vidí jen předmět. Celý ho vidí: ${whose}`
        : `🔒 Ostatní vidí jen to, že proběhl. Celý ho vidí: ${whose}`,
    nobody: 'nikdo, kdo tu ještě je',
    hiddenSubject: '🔒 soukromý e-mail',
    narrow: (level) =>
      level === 'subject' ? '🔒 ostatní vidí jen předmět' : '🔒 ostatní vidí jen to, že proběhl',
  },
  neverLog: {
    button: 'Nikdy nezapisovat…',
    title: 'Nikdy nezapisovat',
    explained:
      'E-mail, na kterém je některá z těchto adres nebo který má tohle v předmětu, se nezapíše a nic z jeho obsahu se neuloží. Co už je zapsané, zůstává.',
    empty: 'Seznam je prázdný.',
    kinds: {
      address: 'Adresa',
      domain: 'Celá doména',
      subject: 'Slova v předmětu',
    },
    behind: (names) => `Kvůli tomu se nezapisuje pošta firem z evidence: ${names}`,
    everybody: 'pošta všech',
    mine: 'moje pošta',
    addedBy: (name) => `přidáno: ${name}`,
    add: 'Přidat',
    remove: 'Zase zapisovat',
    what: 'Co',
    pattern: 'Adresa, doména nebo slova',
    patternHint: 'Třeba petr@firma.cz, firma.cz nebo Výplatní páska.',
    whose: 'Čí pošta',
    whoseHint: 'O poště všech rozhodují správci.',
    added: (pattern) => `🔇 „${pattern}“ se od teď nezapisuje.`,
    removed: (pattern) => `„${pattern}“ se zase zapisuje.`,
    stop: 'Nezapisovat…',
    stopTitle: 'Přestat zapisovat',
    stopExplained: (address) =>
      `E-maily, na kterých je ${address}, se od teď nezapisují. Co už je zapsané, zůstává.`,
    stopSubmit: 'Nezapisovat',
  },
  notices: {
    title: (n) =>
      plural('cs', n, {
        one: 'E-mail, který přišel od tebe, se nezapsal tak, jak měl',
        few: '# e-maily, které přišly od tebe, se nezapsaly tak, jak měly',
        other: '# e-mailů, které přišly od tebe, se nezapsalo tak, jak mělo',
      }),
    unnamed: (who) => `e-mail: ${who}`,
    waitsFor: (name) => `Čeká na zařazení. Ptáme se: ${name}. Ty nemusíš dělat nic.`,
    putAway: (name) => `Kdo tak rozhodl: ${name}. Jestli se přesto zapsat má, přepošli ho ještě jednou.`,
    noCustomer: 'Dej zákazníka do Komu nebo do kopie, případně přepošli přímo jeho e-mail.',
    machine: 'Jestli přesto patří k příležitosti, zapiš ho přes /log.',
    onList: 'Jestli se zapisovat má, odeber to ze seznamu: /crm pošta, Nikdy nezapisovat.',
    erased: 'Zapisovat se začne, až z té osoby někdo znovu udělá kontakt.',
    unreadable: 'Správci o něm vědí. Přepošli ho znovu jako přílohu, nebo obsah zapiš přes /log.',
    tooLarge: (megabytes) =>
      `Má ${megabytes}\u00a0MB, to je moc: text je zapsaný, přílohy ne. Přilož je k příležitosti přes 📎.`,
    andMore: (n) => plural('cs', n, { one: 'a # další', few: 'a # další', other: 'a # dalších' }),
  },
  sourceGone: (when) => `Originál je od ${when} smazaný, doba uchování uplynula. Text a přílohy zůstávají.`,
  doubted: '⚠️ Odesílatel neověřen',
  moreNews: (n) =>
    plural('cs', n, {
      one: 'a # další, hned přijde',
      few: 'a # další, hned přijdou',
      other: 'a # dalších, hned přijdou',
    }),
};

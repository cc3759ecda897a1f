import type { ErrorDetails } from '../../lib/errors.ts';
import type { Words } from '../catalog.ts';
import { firstOf } from '../plural.ts';
import { email } from './email.ts';
import { registers } from './registers.ts';

const filedAt: Record<
  NonNullable<ErrorDetails['mail.filedMeanwhile']['at']>['kind'],
  (name: string) => string
> = {
  deal: (name) => `je už pri ${name}`,
  contact: (name) => `je už pri kontakte: ${name}`,
  company: (name) => `je už pri firme: ${name}`,
  lead: (name) => `je už pri leade: ${name}`,
  ignored: () => 'sa už ignoruje',
};

export const errors: Words['errors'] = {
  notFound: ({ what }) =>
    ({
      deal: 'Taká príležitosť tu nie je, alebo ju nevidíš. Tvoje vypíše `/deal`.',
      company: 'Takúto firmu neevidujeme. Skús `/company` s názvom alebo IČO.',
      contact: 'Tento kontakt už v evidencii nie je.',
      lead: 'Taký lead tu nie je. Tvoje vypíše `/crm leady`.',
      activity: 'Tento zápis bol zmazaný.',
      field: 'Také pole tu nie je, alebo ti nie je prístupné.',
      file: 'Tento súbor tu už nie je.',
      person: 'Tento človek vo Vizitke nie je. Patria do nej len plní členovia workspacu.',
      email:
        'Toto už neplatí, s e-mailom sa medzitým niečo stalo. Čo čaká na zaradenie, vypíše `/crm pošta`.',
      digest: 'Tento súhrn už nie je nastavený.',
      mailbox: 'Taká schránka nie je, alebo je na meno niekoho iného.',
      import: 'Tento import tu už nie je. Importy sa uchovávajú 30 dní.',
    })[what],
  notAllowed: ({ who }) =>
    `To môže ten, kto má príležitosť na starosti (${who}), ľudia na nej uvedení a správcovia. Obráť sa na nich, prosím.`,
  'merge.same': () => 'Toto je ten istý záznam. Vyber iný.',
  'merge.own': () => 'Vyber záznam, ktorý už vo Vizitke je; napíš jeho meno.',
  'merge.tooLate': ({ days }) => `Zlúčenie sa dá vrátiť ${days} dní a tie už uplynuli.`,
  'merge.mergedOn': () =>
    'Záznam, ktorý zostal, je medzitým zlúčený ďalej. Najprv vráť to neskoršie zlúčenie.',
  'fields.ownerOnly': () =>
    'Tento záznam má údaje, ktoré vidí len ten, kto ho má na starosti, a vedúci obchodu. Prenechať, zlúčiť alebo previesť ho môže len niekto z nich.',
  required: () => 'Toto treba vyplniť.',
  tooLong: ({ limit }) => `Príliš dlhé: zmestí sa najviac ${limit} znakov.`,
  'amount.notANumber': ({ text }) => `„${text}“ nie je suma. Napíš napríklad 1 250 000 alebo 1,2 mil.`,
  'amount.negative': () => 'Suma nemôže byť záporná. Keď ju ešte nepoznáš, nechaj pole prázdne.',
  'amount.tooLarge': () => 'Taká veľká suma? Nie je tam pár núl navyše?',
  'date.invalid': ({ text }) => `Taký deň neexistuje: ${text}. Vyber ho v kalendári.`,
  'date.past': () => 'Toto už bolo. Sedí deň a rok?',
  'date.skippedHour': () => 'Táto hodina neexistuje, v noci sa posúva čas. Zvoľ 3:00 alebo neskôr.',
  'date.timeWithoutDay': () => 'Je tu čas bez dňa. Vyber aj deň.',
  'date.afterDeadline': () => 'To je až po termíne odovzdania ponuky. Malo by to byť pred ním.',
  'email.invalid': ({ text }) => `„${text}“ nie je e-mailová adresa.`,
  'email.comma': ({ text }) => `„${text}“: každú adresu napíš na vlastný riadok, čiarka do nej nepatrí.`,
  'email.makesNoContact': () =>
    'Išlo to mnohým ľuďom alebo to poslal stroj, kontakt z toho nebude. Vyber príležitosť alebo firmu.',
  'phone.letters': ({ text }) =>
    `„${text}“ nie je telefónne číslo: sú v ňom písmená. Napíš napríklad +421 905 123 456.`,
  'phone.short': ({ text }) => `„${text}“ je na telefónne číslo príliš krátke.`,
  'contact.onlyTitle': ({ text }) => `„${text}“ je iba titul. Ako sa ten človek volá?`,
  'contact.emailTaken': ({ address, name }) =>
    `${address} už patrí inému kontaktu: ${name}. Jedna adresa patrí jednému kontaktu.`,
  'contact.tooMany': ({ limit }) => `Viac ako ${limit} sa ich sem nezmestí.`,
  'vcard.none': () => 'V súbore nie je žiadna vizitka alebo sa žiadna nedá prečítať. Má to byť vCard (.vcf).',
  'vcard.tooMany': ({ count, limit }) =>
    `V súbore je vizitiek ${count}, naraz ich prejde najviac ${limit}. Dlhé zoznamy načítaj cez \`/crm import\`.`,
  'vcard.tooLarge': ({ megabytes }) => `Na vizitky je súbor príliš veľký: najviac ${megabytes} MB.`,
  'url.invalid': ({ text }) => `„${text}“ nie je webová adresa.`,
  'date.future': () => 'Toto ešte len bude. Sedí deň a čas?',
  'amount.otherCurrency': ({ currency }) => `Táto príležitosť je v ${currency}. Napíš cenu v rovnakej mene.`,
  'lead.known': ({ name, owner }) => `Lead s týmto e-mailom už je: ${name} (${owner}).`,
  'lead.closed': ({ number }) => `L-${number} je uzavretý. Najprv ho znova otvor.`,
  'lead.notUndone': () =>
    'Príležitosť už žije vlastným životom: niekto ju zmenil alebo do nej zapísal. Pokračuj v nej.',
  'lead.rotaEmpty': () => 'Zatiaľ sa nikto nestrieda. Kto áno, to sa vyberá v nastaveniach pod `/crm leady`.',
  'lead.days': () => 'Napíš celé číslo od 1 do 30.',
  'payment.symbol': ({ limit }) => `Variabilný symbol sú len číslice, najviac ${limit}.`,
  'payment.notPublished': () => 'Český register platiteľov DPH tento účet teraz nezverejňuje. Vyber iný.',
  'company.alike': ({ name }) =>
    `Takmer rovnaké meno už v evidencii je: „${name}“. Je to ona? Vyber ju. Je to iná firma? Ulož to znova.`,
  'absence.past': () => 'Ten deň už uplynul. Vyber dnešok alebo neskorší deň.',
  'absence.oneself': () => 'Zastupovať ťa musí niekto iný.',
  'absence.noDay': () => 'Dokedy si preč? Bez dňa nikto nezastupuje.',
  'company.birthNumber': () => 'Toto je rodné číslo. Patrí do poľa DIČ, kde zostane skryté.',
  'company.birthNumberKey': () =>
    'Toto je rodné číslo a Vizitka zatiaľ nemá kľúč, pod ktorým by ho uchovala (SECRETS_KEY). Nechaj pole prázdne: na DIČ sa opýta ARES, keď ho bude treba.',
  'company.dicOwnerOnly': () =>
    'Toto DIČ je rodné číslo. Ukáže sa len tomu, kto má zákazníka na starosti, vedúcim obchodu a správcom.',
  'lead.salesLeadOnly': () => 'Toto nastavujú vedúci obchodu a správcovia. Obráť sa na nich, prosím.',
  'lead.notAllowed': ({ who }) => `Toto môže len ten, kto má lead na starosti (${who}), a správcovia.`,
  'deal.alreadyTheirs': () => 'Tento kolega ju už má na starosti. Vyber niekoho iného.',
  'person.notMember': ({ name }) => `${name}: nie je plným členom workspacu. Vyber niekoho, kto je.`,
  'channel.cardThere': () => 'V tomto kanáli už karta je a sama sa aktualizuje.',
  'channel.archived': () => 'Tento kanál je archivovaný. Vyber iný.',
  'company.ico': ({ typed }) => {
    const { taxNumber, tooManyDigits, tooFewDigits, zeroMissing } = registers.typed;
    const digits = typed.replace(/\D/g, '').length;
    if (/^\s*(CZ|SK)\s*\d/i.test(typed)) return taxNumber;
    if (digits > 8) return tooManyDigits(digits);
    return digits < 6 ? tooFewDigits(digits) : zeroMissing(digits);
  },
  'company.icoTaken': ({ name }) => `Toto IČO už v evidencii má: ${name}. Otvor radšej túto firmu.`,
  'company.ownParent': () => 'Táto firma patrí pod tú, ktorú upravuješ. Vyber inú.',
  'company.freeMail': ({ domain }) =>
    `Na ${domain} môže mať schránku ktokoľvek. Sem patrí len doména, ktorú má táto firma sama.`,
  'register.unavailable': () => 'Register teraz neodpovedá. Zvoľ „Založiť bez IČO“ a zvyšok doplň neskôr.',
  'kinds.full': ({ limit }) => `Viac než ${limit} druhov sa do formulára nezmestí. Najprv niektorý zmaž.`,
  'kinds.used': () => 'V tomto druhu už niečo zapísané je, preto zostáva. Premenovať sa dá.',
  'kinds.taken': () => 'Takto sa už iný druh volá.',
  'kinds.emoji': () => 'Jedno emoji, napríklad 🏗️; inak nechaj prázdne.',
  'percent.invalid': () => 'Napíš celé číslo od 0 do 100.',
  'field.number': ({ text }) => `„${text}“ nie je číslo. Napíš napríklad 1 250,50.`,
  'field.yesNo': ({ text }) => `„${text}“ nie je ani áno, ani nie.`,
  'field.option': ({ text }) => `„${text}“ medzi možnosťami nie je.`,
  'fields.nameTaken': () => 'Tak sa tu už volá iné pole.',
  'fields.optionTaken': ({ label }) => `„${label}“ je tu dvakrát.`,
  'fields.full': ({ limit }) => `Zmestí sa ich sem ${limit}. Najprv niektoré vyraď.`,
  'fields.staysRestricted': () =>
    'Už je v ňom niečo, čo má vidieť len zopár ľudí, takže ho nejde otvoriť všetkým. Založ radšej nové pole.',
  'deal.closed': ({ number }) => `D-${number} je uzavretá. Najprv ju znova otvor.`,
  'deal.submitted': ({ number }) =>
    `Ponuka k D-${number} už je odovzdaná. Ak to nesedí, otvor ju a vyber „Predsa len neodovzdané“.`,
  'channel.inviteFirst': () => 'Vizitka v tomto kanáli nie je. Napíš tam: /invite @Vizitka',
  'channel.outsiders': () =>
    'V tomto kanáli sú hostia alebo iná organizácia. Vyber kanál, kde sú len vaši ľudia.',
  'channel.restrictedDeal': () => 'Príležitosť s obmedzeným prístupom sa v kanáli ukázať nedá.',
  'watching.noDate': () => 'Tento termín už príležitosť nemá. Otvor ju znova.',
  'watching.cannotSee': ({ name }) =>
    `Túto príležitosť nevidí: ${name}. Najprv treba pridať medzi ľudí, ktorí k nej majú prístup.`,
  'watching.notYours': ({ name }) =>
    `Tento termín už stráži: ${name}, a dni si volí po svojom. Zmeniť ich môže aj ten, kto príležitosť upravuje.`,
  'person.isBack': ({ name }) =>
    `${name} je späť v Slacku, niet čo prenechávať. Jednotlivé príležitosti sa prenechávajú z ich kariet.`,
  'import.salesLeadOnly': ({ who }) =>
    `Zoznamy smú importovať len vedúci obchodu a správcovia${who.length > 0 ? `: ${firstOf(who, 3, email.andMore)}` : ''}. Pošli ten súbor niekomu z nich.`,
  'export.notAllowed': ({ who }) =>
    who === 'leads'
      ? 'Exportovať smú len vedúci obchodu a správcovia. Vypýtaj si súbor od niektorého z nich.'
      : 'Exportovať smú len správcovia. Vypýtaj si súbor od niektorého z nich.',
  'import.busy': () => 'Na tomto importe sa práve pracuje. Skús to, keď dobehne.',
  'import.tooOld': ({ days }) => `Import sa dá vrátiť ${days} dní. Tento je starší.`,
  'import.noColumn': () => 'Urči aspoň jeden stĺpec: názov, IČO alebo e-mail.',
  'import.notAFile': () => 'Vyber jeden súbor .xlsx alebo .csv.',
  'admin.only': () => 'Toto môžu meniť len správcovia. Kto to je, ukáže `/crm ľudia`.',
  'rate.invalid': ({ text }) => `„${text}“ nie je kurz. Napíš napríklad 25,145.`,
  'digest.channelTaken': () => 'Tento kanál už súhrn má. Uprav ten: `/crm súhrn`.',
  'digest.notInChannel': () => 'Súhrn nastavuje len ten, kto v kanáli je, alebo správca.',
  'entry.notYours': ({ author }) =>
    author
      ? `Toto môže meniť len ${author} (zápis je odtiaľ) alebo správca.`
      : 'Toto sa zapísalo samo, meniť to môže len správca.',
  'activity.aboutNothing': () => 'Ktorej príležitosti alebo firmy sa to týka? Vyber ju.',
  'activity.minutesLong': () => 'Koľko to bolo minút? Napíš celé číslo, napríklad 45.',
  'activity.future': () => 'Toto sa ešte len stane. Na plány je ďalší krok.',
  'activity.stepNeedsDeal': () => 'Ďalší krok patrí k príležitosti. Vyber ju, alebo krok nechaj prázdny.',
  'thread.gone': () =>
    'Formulár je otvorený pridlho a vlákno už v ňom nie je. Otvor ho pri správe znova; čo je tu napísané, si najprv skopíruj.',
  'file.tooLarge': ({ megabytes }) =>
    `Súbor je príliš veľký, zmestí sa najviac ${megabytes}\u00a0MB. Ulož namiesto neho odkaz.`,
  'file.empty': () => 'Súbor je prázdny, nie je čo uložiť.',
  'file.slash': () => 'Názov súboru je bez lomiek. Kam patrí, určuje priečinok.',
  'file.notTheFile': ({ name }) =>
    `Namiesto súboru ${name} poslal Slack prihlasovaciu stránku. Nič sa neuložilo; správca by mal skontrolovať oprávnenie files:read.`,
  'file.interrupted': ({ name }) => `Súbor ${name} sa nepreniesol celý. Nič sa neuložilo, skús to znova.`,
  'file.elsewhere': ({ name }) =>
    `${name} je len odkaz do inej služby (Disk Google, OneDrive…). Stiahni si ho a prilož priamo súbor.`,
  'file.unreachable': ({ name }) =>
    `Súbor ${name} odtiaľto Vizitka neprečíta. Pozvi ju do kanála (/invite @Vizitka), alebo jej súbor pošli správou.`,
  'file.noRoom': () => 'Na disku pre súbory došlo miesto, nič sa neuložilo. Daj, prosím, vedieť správcovi.',
  'mail.domain': ({ text }) => `„${text}“ nie je doména. Napíš napríklad firma.sk.`,
  'mail.domainNotAddress': ({ domain }) => `„${domain}“ je doména, nie adresa. Vyber hore „Celá doména“.`,
  'mail.freeMailDomain': ({ domain }) =>
    `Na ${domain} môže mať schránku ktokoľvek, aj zákazník. Pridaj namiesto domény jednu adresu.`,
  'mail.shortSubject': ({ letters }) =>
    `Napíš aspoň ${letters} písmená, inak by to sedelo takmer na každý e-mail.`,
  'mail.notYours': ({ whose }) => `Toto môže meniť len ten, komu e-mail patrí: ${whose}.`,
  'mail.erased': () =>
    'Údaje tohto človeka sa na jeho žiadosť vymazali. Jeho e-maily sa zapíšu, až keď ho niekto znova založí ako kontakt.',
  'mail.keptOff': () => 'Ten, komu e-mail patrí, si jeho zápis neželá. Napriek tomu ho môže zapísať len on.',
  'mail.salesLeadOnly': () => 'Čo čaká na kolegov, zaraďujú len vedúci obchodu a správcovia.',
  'mail.filedMeanwhile': ({ at, by }) =>
    `E-mail, z ktorého vyšiel tento formulár, ${at ? filedAt[at.kind](at.name) : 'už na zaradenie nečaká'}${by ? ` (${email.by(by)})` : ''}. Nič sa zatiaľ neuložilo. Keď uložíš znova, e-mail ostane, kde je.`,
  'mail.sourceGone': () =>
    'Originál tohto e-mailu je po uplynutí času uchovávania zmazaný. Text a prílohy tu zostali.',
  'privacy.colleague': () => 'Kolegovia sa tu nemažú.',
  'privacy.nobody': () => 'Podľa toho už nie je koho hľadať.',
  'privacy.mistyped': () => 'To nie je ono, opíš to presne.',
};

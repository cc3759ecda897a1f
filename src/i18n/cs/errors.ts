import type { ErrorDetails } from '../../lib/errors.ts';
import type { Words } from '../catalog.ts';
import { firstOf } from '../plural.ts';
import { email } from './email.ts';
import { registers } from './registers.ts';

const filedAt: Record<
  NonNullable<ErrorDetails['mail.filedMeanwhile']['at']>['kind'],
  (name: string) => string
> = {
  deal: (name) => `je už u ${name}`,
  contact: (name) => `je už u kontaktu: ${name}`,
  company: (name) => `je už u firmy: ${name}`,
  lead: (name) => `je už u leadu: ${name}`,
  ignored: () => 'se už ignoruje',
};

export const errors: Words['errors'] = {
  notFound: ({ what }) =>
    ({
      deal: 'Taková příležitost tu není, nebo ji nevidíš. Tvoje vypíše `/deal`.',
      company: 'Takovou firmu neevidujeme. Zkus `/company` s názvem nebo IČO.',
      contact: 'Tento kontakt už v evidenci není.',
      lead: 'Takový lead tu není. Tvoje vypíše `/crm leady`.',
      activity: 'Tento zápis byl smazán.',
      field: 'Takové pole tu není, nebo ti není přístupné.',
      file: 'Tento soubor už tu není.',
      person: 'Tento člověk ve Vizitce není. Patří do ní jen plní členové workspacu.',
      email: 'Tohle už neplatí, s e-mailem se mezitím něco stalo. Co čeká na zařazení, vypíše `/crm pošta`.',
      digest: 'Tento souhrn už není nastaven.',
      mailbox: 'Taková schránka není, nebo je na jméno někoho jiného.',
      import: 'Tento import tu už není. Importy se uchovávají 30 dní.',
    })[what],
  notAllowed: ({ who }) =>
    `To může ten, kdo má příležitost na starosti (${who}), lidé na ní uvedení a správci. Obrať se na ně, prosím.`,
  'merge.same': () => 'Tohle je tentýž záznam. Vyber jiný.',
  'merge.own': () => 'Vyber záznam, který už ve Vizitce je; napiš jeho jméno.',
  'merge.tooLate': ({ days }) => `Sloučení jde vrátit ${days} dní a ty už uplynuly.`,
  'merge.mergedOn': () => 'Záznam, který zůstal, je mezitím sloučený dál. Nejdřív vrať to pozdější sloučení.',
  'fields.ownerOnly': () =>
    'Tenhle záznam má údaje, které vidí jen ten, kdo ho má na starosti, a vedoucí obchodu. Předat, sloučit nebo převést ho může jen někdo z nich.',
  required: () => 'Tohle je potřeba vyplnit.',
  tooLong: ({ limit }) => `Příliš dlouhé: vejde se nejvýš ${limit} znaků.`,
  'amount.notANumber': ({ text }) => `„${text}“ není částka. Napiš třeba 1 250 000 nebo 1,2 mil.`,
  'amount.negative': () => 'Částka nemůže být záporná. Když ji ještě neznáš, nech pole prázdné.',
  'amount.tooLarge': () => 'Tak velká částka? Nepřebývá tam pár nul?',
  'date.invalid': ({ text }) => `Takový den neexistuje: ${text}. Vyber ho v kalendáři.`,
  'date.past': () => 'Tohle už bylo. Sedí den a rok?',
  'date.skippedHour': () => 'Tahle hodina neexistuje, v noci se posouvá čas. Zvol 3:00 nebo později.',
  'date.timeWithoutDay': () => 'Je tu čas bez dne. Vyber i den.',
  'date.afterDeadline': () => 'To je až po termínu odevzdání nabídky. Mělo by to být před ním.',
  'email.invalid': ({ text }) => `„${text}“ není e-mailová adresa.`,
  'email.comma': ({ text }) => `„${text}“: každou adresu piš na vlastní řádek, čárka do ní nepatří.`,
  'email.makesNoContact': () =>
    'Šlo to mnoha lidem nebo to poslal stroj, kontakt z toho nebude. Vyber příležitost nebo firmu.',
  'phone.letters': ({ text }) =>
    `„${text}“ není telefonní číslo: jsou v něm písmena. Napiš třeba +420 601 000 123.`,
  'phone.short': ({ text }) => `„${text}“ je na telefonní číslo moc krátké.`,
  'contact.onlyTitle': ({ text }) => `„${text}“ je jen titul. Jak se ten člověk jmenuje?`,
  'contact.emailTaken': ({ address, name }) =>
    `${address} už patří jinému kontaktu: ${name}. Jedna adresa patří jednomu kontaktu.`,
  'contact.tooMany': ({ limit }) => `Víc než ${limit} se jich sem nevejde.`,
  'vcard.none': () => 'V souboru není žádná vizitka, nebo se žádná nedá přečíst. Má to být vCard (.vcf).',
  'vcard.tooMany': ({ count, limit }) =>
    `V souboru je vizitek ${count}, najednou jich projde nejvýš ${limit}. Dlouhé seznamy načti přes \`/crm import\`.`,
  'vcard.tooLarge': ({ megabytes }) => `Na vizitky je soubor moc velký: nejvýš ${megabytes} MB.`,
  'url.invalid': ({ text }) => `„${text}“ není webová adresa.`,
  'date.future': () => 'Tohle teprve bude. Sedí den a čas?',
  'amount.otherCurrency': ({ currency }) => `Tahle příležitost je v ${currency}. Napiš cenu ve stejné měně.`,
  'lead.known': ({ name, owner }) => `Lead s tímto e-mailem už je: ${name} (${owner}).`,
  'lead.closed': ({ number }) => `L-${number} je uzavřený. Nejdřív ho znovu otevři.`,
  'lead.notUndone': () =>
    'Příležitost už žije vlastním životem: někdo ji změnil nebo do ní zapsal. Pokračuj v ní.',
  'lead.rotaEmpty': () => 'Zatím se nikdo nestřídá. Kdo ano, to se vybírá v nastavení pod `/crm leady`.',
  'lead.days': () => 'Napiš celé číslo od 1 do 30.',
  'payment.symbol': ({ limit }) => `Variabilní symbol jsou jen číslice, nejvýš ${limit}.`,
  'payment.notPublished': () => 'Registr plátců DPH tento účet teď nezveřejňuje. Vyber jiný.',
  'company.alike': ({ name }) =>
    `Skoro stejné jméno už v evidenci je: „${name}“. Je to ona? Vyber ji. Je to jiná firma? Ulož to znovu.`,
  'absence.past': () => 'Ten den už minul. Vyber dnešek nebo pozdější den.',
  'absence.oneself': () => 'Zastupovat tě musí někdo jiný.',
  'absence.noDay': () => 'Do kdy jsi pryč? Bez dne nikdo nezastupuje.',
  'company.birthNumber': () => 'Tohle je rodné číslo. Patří do pole DIČ, kde zůstane skryté.',
  'company.birthNumberKey': () =>
    'Tohle je rodné číslo a Vizitka zatím nemá klíč, pod kterým by ho uchovala (SECRETS_KEY). Nech pole prázdné: na DIČ se zeptá ARES, až bude potřeba.',
  'company.dicOwnerOnly': () =>
    'Toto DIČ je rodné číslo. Ukáže se jen tomu, kdo má zákazníka na starosti, vedoucím obchodu a správcům.',
  'lead.salesLeadOnly': () => 'Tohle nastavují vedoucí obchodu a správci. Obrať se na ně, prosím.',
  'lead.notAllowed': ({ who }) => `Tohle může jen ten, kdo má lead na starosti (${who}), a správci.`,
  'deal.alreadyTheirs': () => 'Tenhle kolega ji už má na starosti. Vyber někoho jiného.',
  'person.notMember': ({ name }) => `${name}: není plným členem workspacu. Vyber někoho, kdo je.`,
  'channel.cardThere': () => 'V tomto kanálu už karta je a sama se aktualizuje.',
  'channel.archived': () => 'Tento kanál je archivovaný. Vyber jiný.',
  'company.ico': ({ typed }) => {
    const { taxNumber, tooManyDigits, tooFewDigits, zeroMissing } = registers.typed;
    const digits = typed.replace(/\D/g, '').length;
    if (/^\s*(CZ|SK)\s*\d/i.test(typed)) return taxNumber;
    if (digits > 8) return tooManyDigits(digits);
    return digits < 6 ? tooFewDigits(digits) : zeroMissing(digits);
  },
  'company.icoTaken': ({ name }) => `Toto IČO už v evidenci má: ${name}. Otevři raději tuto firmu.`,
  'company.ownParent': () => 'Tahle firma patří pod tu, kterou upravuješ. Vyber jinou.',
  'company.freeMail': ({ domain }) =>
    `Na ${domain} může mít schránku kdokoli. Sem patří jen doména, kterou má tato firma sama.`,
  'register.unavailable': () => 'Registr teď neodpovídá. Zvol „Založit bez IČO“ a zbytek doplň později.',
  'kinds.full': ({ limit }) => `Víc než ${limit} druhů se do formuláře nevejde. Nejdřív některý smaž.`,
  'kinds.used': () => 'V tomhle druhu už něco zapsaného je, proto zůstává. Přejmenovat jde.',
  'kinds.taken': () => 'Takhle se už jiný druh jmenuje.',
  'kinds.emoji': () => 'Jedno emoji, třeba 🏗️; jinak nech prázdné.',
  'percent.invalid': () => 'Napiš celé číslo od 0 do 100.',
  'field.number': ({ text }) => `„${text}“ není číslo. Napiš třeba 1 250,50.`,
  'field.yesNo': ({ text }) => `„${text}“ není ani ano, ani ne.`,
  'field.option': ({ text }) => `„${text}“ mezi možnostmi není.`,
  'fields.nameTaken': () => 'Tak se tu už jmenuje jiné pole.',
  'fields.optionTaken': ({ label }) => `„${label}“ je tu dvakrát.`,
  'fields.full': ({ limit }) => `Vejde se jich sem ${limit}. Nejdřív některé vyřaď.`,
  'fields.staysRestricted': () =>
    'Už je v něm něco, co má vidět jen pár lidí, takže ho nejde otevřít všem. Založ raději nové pole.',
  'deal.closed': ({ number }) => `D-${number} je uzavřená. Nejdřív ji znovu otevři.`,
  'deal.submitted': ({ number }) =>
    `Nabídka k D-${number} už je odevzdaná. Když to nesedí, otevři ji a vyber „Přece jen neodevzdáno“.`,
  'channel.inviteFirst': () => 'Vizitka v tomto kanálu není. Napiš tam: /invite @Vizitka',
  'channel.outsiders': () =>
    'V tomto kanálu jsou hosté nebo jiná organizace. Vyber kanál, kde jsou jen vaši lidé.',
  'channel.restrictedDeal': () => 'Příležitost s omezeným přístupem nejde ukázat v kanálu.',
  'watching.noDate': () => 'Tenhle termín už příležitost nemá. Otevři ji znovu.',
  'watching.cannotSee': ({ name }) =>
    `Tuhle příležitost nevidí: ${name}. Nejdřív je potřeba přidat mezi lidi, kteří k ní mají přístup.`,
  'watching.notYours': ({ name }) =>
    `Tenhle termín už hlídá: ${name}, a dny si volí po svém. Změnit je může i ten, kdo příležitost upravuje.`,
  'person.isBack': ({ name }) =>
    `${name} je zpátky ve Slacku, není co předávat. Jednotlivé příležitosti se předávají z jejich karet.`,
  'import.salesLeadOnly': ({ who }) =>
    `Seznamy smějí importovat jen vedoucí obchodu a správci${who.length > 0 ? `: ${firstOf(who, 3, email.andMore)}` : ''}. Pošli ten soubor někomu z nich.`,
  'export.notAllowed': ({ who }) =>
    who === 'leads'
      ? 'Exportovat smějí jen vedoucí obchodu a správci. Řekni si o soubor někomu z nich.'
      : 'Exportovat smějí jen správci. Řekni si o soubor někomu z nich.',
  'import.busy': () => 'Na tomhle importu se právě pracuje. Zkus to, až doběhne.',
  'import.tooOld': ({ days }) => `Import jde vrátit ${days} dní. Tenhle je starší.`,
  'import.noColumn': () => 'Urči aspoň jeden sloupec: název, IČO nebo e-mail.',
  'import.notAFile': () => 'Vyber jeden soubor .xlsx nebo .csv.',
  'admin.only': () => 'To mohou měnit jen správci. Kdo to je, ukáže `/crm lidé`.',
  'rate.invalid': ({ text }) => `„${text}“ není kurz. Napiš třeba 25,145.`,
  'digest.channelTaken': () => 'Tenhle kanál už souhrn má. Uprav ten: `/crm souhrn`.',
  'digest.notInChannel': () => 'Souhrn nastavuje jen ten, kdo v kanálu je, nebo správce.',
  'entry.notYours': ({ author }) =>
    author
      ? `Tohle může měnit jen ${author} (zápis je odtud) nebo správce.`
      : 'Tohle se zapsalo samo, měnit to může jen správce.',
  'activity.aboutNothing': () => 'Které příležitosti nebo firmy se to týká? Vyber ji.',
  'activity.minutesLong': () => 'Kolik to bylo minut? Napiš celé číslo, třeba 45.',
  'activity.future': () => 'Tohle se teprve stane. Na plány je další krok.',
  'activity.stepNeedsDeal': () => 'Další krok patří k příležitosti. Vyber ji, nebo krok nech prázdný.',
  'thread.gone': () =>
    'Formulář je otevřený moc dlouho a vlákno už v něm není. Otevři ho u zprávy znovu; co je tu napsané, si nejdřív zkopíruj.',
  'file.tooLarge': ({ megabytes }) =>
    `Soubor je moc velký, vejde se nejvýš ${megabytes}\u00a0MB. Ulož místo něj odkaz.`,
  'file.empty': () => 'Soubor je prázdný, není co uložit.',
  'file.slash': () => 'Název souboru je bez lomítek. Kam patří, určuje složka.',
  'file.notTheFile': ({ name }) =>
    `Místo souboru ${name} poslal Slack přihlašovací stránku. Nic se neuložilo; správce by měl zkontrolovat oprávnění files:read.`,
  'file.interrupted': ({ name }) => `Soubor ${name} se nepřenesl celý. Nic se neuložilo, zkus to znovu.`,
  'file.elsewhere': ({ name }) =>
    `${name} je jen odkaz do jiné služby (Disk Google, OneDrive…). Stáhni si ho a přilož přímo soubor.`,
  'file.unreachable': ({ name }) =>
    `Soubor ${name} odtud Vizitka nepřečte. Pozvi ji do kanálu (/invite @Vizitka), nebo jí soubor pošli zprávou.`,
  'file.noRoom': () => 'Na disku pro soubory došlo místo, nic se neuložilo. Dej, prosím, vědět správci.',
  'mail.domain': ({ text }) => `„${text}“ není doména. Napiš třeba firma.cz.`,
  'mail.domainNotAddress': ({ domain }) => `„${domain}“ je doména, ne adresa. Vyber nahoře „Celá doména“.`,
  'mail.freeMailDomain': ({ domain }) =>
    `Na ${domain} může mít schránku kdokoli, i zákazník. Přidej místo domény jednu adresu.`,
  'mail.shortSubject': ({ letters }) =>
    `Napiš aspoň ${letters} písmena, jinak by to sedělo skoro na každý e-mail.`,
  'mail.notYours': ({ whose }) => `Tohle může měnit jen ten, komu e-mail patří: ${whose}.`,
  'mail.erased': () =>
    'Údaje tohoto člověka se na jeho žádost vymazaly. Jeho e-maily se zapíšou, až ho někdo znovu založí jako kontakt.',
  'mail.keptOff': () => 'Ten, komu e-mail patří, si jeho zápis nepřeje. Přesto ho může zapsat jen on.',
  'mail.salesLeadOnly': () => 'Co čeká na kolegy, zařazují jen vedoucí obchodu a správci.',
  'mail.filedMeanwhile': ({ at, by }) =>
    `E-mail, ze kterého vyšel tenhle formulář, ${at ? filedAt[at.kind](at.name) : 'už na zařazení nečeká'}${by ? ` (${email.by(by)})` : ''}. Nic se zatím neuložilo. Když uložíš znovu, e-mail zůstane, kde je.`,
  'mail.sourceGone': () =>
    'Originál tohoto e-mailu je po uplynutí doby uchování smazaný. Text a přílohy tu zůstaly.',
  'privacy.colleague': () => 'Kolegové se tu nemažou.',
  'privacy.nobody': () => 'Podle toho už není koho hledat.',
  'privacy.mistyped': () => 'To není ono, opiš to přesně.',
};

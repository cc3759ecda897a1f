/** What people call each column. Compared without diacritics, case and punctuation. */
import type { FieldKey } from './model.ts';

export const synonyms: Partial<Record<FieldKey, string>> = {
  'any.name': 'název, názov, name, title',
  'any.note': 'poznámka, poznámky, pozn., pozn, note, notes, komentář, komentár, comment, comments',
  'company.name':
    'firma, zákazník, klient, odběratel, odberateľ, společnost, spoločnosť, název firmy, název společnosti, názov firmy, názov spoločnosti, obchodní jméno, obchodné meno, obchodní firma, jméno firmy, meno firmy, organizace, organizácia, subjekt, partner, obchodní partner, obchodný partner, company, company name, customer, customer name, client, account, account name, organization, organisation, firm, jméno zákazníka, název zákazníka, názov zákazníka, název klienta, názov klienta, dodavatel/odběratel',
  'company.ico':
    'ičo, ič, ico, ic, i.č., ič., identifikační číslo, identifikačné číslo, ičo firmy, company id, company number, registration number, reg. no., company registration number, reg. number, business id',
  'company.dic':
    'dič, dic, daňové identifikační číslo, daňové identifikačné číslo, tax id, tax number, dič firmy',
  'company.vatNumber': 'ič dph, ičdph, ic dph, ič dph/dič, vat, vat number, vat no., vat id, vat no',
  'company.legalForm': 'právní forma, právna forma, legal form',
  'company.street':
    'ulice, ulica, ulice a číslo, ulica a číslo, ulice a č.p., ulice, č.p., street, street address, address line 1, ulice č.p.',
  'company.city': 'město, mesto, obec, city, town, sídlo - město, město sídla',
  'company.postalCode': 'psč, psc, zip, zip code, postal code, postcode, poštovní směrovací číslo',
  'company.address':
    'adresa, sídlo, adresa sídla, adresa firmy, sídlo firmy, sídlo společnosti, address, registered office, full address',
  'company.website':
    'web, www, webová stránka, webové stránky, internet, stránky, url, website, web site, homepage, web page, webstránka',
  'company.domain': 'doména, domain, e-mailová doména, email domain, e-mail domain',
  'company.paymentTerms':
    'splatnost, splatnosť, platební podmínky, platobné podmienky, payment terms, splatnost faktur',
  'company.tags': 'štítky, štítek, tagy, tag, tags, labels, kategorie, kategória, skupina, category, segment',
  'company.owner':
    'má na starosti, správce zákazníka, obchodník, obchodní zástupce, obchodný zástupca, obchoďák, account manager, sales rep, sales representative, salesperson, owner, vlastník, zodpovídá, zodpovedá, odpovědná osoba, zodpovedná osoba, obchodnik firmy, správce, správca, referent',
  'contact.name':
    'kontakt, kontaktní osoba, kontaktná osoba, kont. osoba, kontaktní os., osoba, jméno, meno, jméno a příjmení, meno a priezvisko, jméno kontaktu, meno kontaktu, jméno osoby, contact, contact person, contact name, person, full name, zástupce, jednající osoba, příjmení a jméno, priezvisko a meno',
  'contact.firstName': 'křestní jméno, krstné meno, first name, given name, firstname',
  'contact.lastName': 'příjmení, priezvisko, last name, surname, lastname, family name',
  'contact.titleBefore':
    'titul, titul před, titul pred, titul před jménem, titul pred menom, tituly, degree, title before',
  'contact.titleAfter': 'titul za, titul za jménem, titul za menom, title after',
  'contact.position':
    'funkce, funkcia, pozice, pozícia, pracovní pozice, pracovná pozícia, role, rola, position, job title, job, zařazení, zaradenie',
  'contact.email':
    'e-mail, email, mail, e-mailová adresa, emailová adresa, kontaktní e-mail, kontaktný e-mail, e-mail kontaktu, email kontaktu, e-mail address, email address, e-mail firmy, e-mail práce, work email, elektronická adresa',
  'contact.phone':
    'telefon, telefón, tel, tel., mobil, mobilní telefon, mobilný telefón, mob., mob, gsm, telefonní číslo, telefónne číslo, číslo telefonu, kontaktní telefon, kontaktný telefón, phone, phone number, mobile, mobile phone, cell, telephone, pevná linka, telefon do práce, work phone',
  'deal.number':
    'číslo příležitosti, číslo príležitosti, deal number, d-číslo, id příležitosti, id príležitosti, číslo obchodu, deal id',
  'deal.name':
    'příležitost, príležitosť, název příležitosti, názov príležitosti, zakázka, zákazka, název zakázky, názov zákazky, obchodní případ, obchodný prípad, obchod, projekt, název projektu, názov projektu, poptávka, dopyt, deal, deal name, opportunity, opportunity name, project, předmět, predmet, akce, název akce',
  'deal.value':
    'hodnota, hodnota zakázky, hodnota zákazky, hodnota obchodu, hodnota příležitosti, hodnota príležitosti, částka, čiastka, suma, cena, cena bez dph, objem, objem zakázky, nabídková cena, ponuková cena, value, amount, deal value, deal size, price, total, cena celkem',
  'deal.currency': 'měna, mena, currency',
  'deal.stage':
    'fáze, fáza, stav, stav zakázky, stav zákazky, stav příležitosti, stav obchodu, stage, status, deal stage, etapa',
  'deal.deadline':
    'termín, termín odevzdání, termín odovzdania, termín odevzdání nabídky, termín odovzdania ponuky, termín podání, lhůta, lhůta pro podání nabídek, lehota, lehota na predkladanie ponúk, deadline, bid deadline, due date, submission deadline',
  'deal.expected':
    'očekávané uzavření, očakávané uzavretie, předpokládané uzavření, predpokladané uzavretie, uzavření, expected close, expected close date, close date, closing date',
  'deal.source': 'zdroj příležitosti, zdroj príležitosti, deal source',
  'deal.nextStep': 'další krok, ďalší krok, next step, co dál, čo ďalej, další kroky',
  'deal.nextStepOn':
    'datum dalšího kroku, dátum ďalšieho kroku, další krok do, ďalší krok do, next step date, příští kontakt, ďalší kontakt, další kontakt, next contact',
  'deal.offerNumber': 'číslo nabídky, číslo ponuky, nabídka č., offer number, quote number, č. nabídky',
  'deal.customerReference':
    'číslo poptávky, číslo dopytu, značka zákazníka, číslo objednávky, customer reference, customer ref, rfq number, vaše značka',
  'lead.source': 'zdroj, zdroj leadu, source, lead source, odkud, odkiaľ',
  'lead.campaign': 'kampaň, campaign, akce kampaň',
  'lead.class': 'třída, trieda, klasifikace, klasifikácia, class, rating, priorita, lead class, abc',
  'lead.classReason': 'důvod třídy, dôvod triedy, class reason, zdůvodnění, zdôvodnenie',
  'lead.note': 'poznámka k leadu, poznámky k leadu, lead note, lead notes',
  'activity.on':
    'datum, dátum, date, kdy, kedy, dne, datum jednání, dátum stretnutia, datum kontaktu, dátum kontaktu',
  'activity.text':
    'zápis, jednání, záznam, průběh, priebeh, obsah, co se řešilo, čo sa riešilo, zápis z jednání, zápis zo stretnutia, minutes, activity, log, popis jednání, výsledek jednání, výsledok',
  'activity.kind':
    'typ aktivity, druh aktivity, způsob, spôsob, způsob kontaktu, spôsob kontaktu, activity type, druh kontaktu, forma kontaktu',
};

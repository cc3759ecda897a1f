/** Lines that stand in signatures: names, numbers and addresses, a phone's advertisement, what lawyers and virus scanners add. */
import { fold } from '../../../lib/text.ts';
import type { Address } from '../model.ts';
import { foldedStart } from './layouts.ts';

const devices =
  'iphon|ipad|ipod|ios\\b|android|outlook|telefon|mobil|phone|device|zarizen|zariaden|samsung|galaxy|xiaomi|redmi|huawei|honor|pixel|nokia|motorola|blackberry|bluemail|yahoo|proton|handy|seznam|email\\.cz|centrum|tablet|windows|aplikac|\\bapp\\b|mailbox|airmail|gmx|web\\.de|k-9|galaxii|pixelu';
const from =
  'z|ze|zo|s|so|pomoci|pomocou|pres|cez|prostrednictvim|prostrednictvom|mobilem|mobilom|from|via|with|by|mit|von|aus|depuis|par|de|fra|fran|vanaf|met|da|desde|w';
const mobileSignature = new RegExp(
  `^[<([*_ ]*(?:(?:odeslano|odoslane|odoslano|poslano|poslane|zaslano|napsano|sent|gesendet|envoye|sendt|skickat|verzonden|wyslano|inviato|enviado) (?:${from})\\b.{0,60}(?:${devices})` +
    '|sent from my \\w|(?:diese nachricht wurde )?von meine[mr] .{0,60}(?:gesendet|handy|iphon)' +
    '|(?:get|download|ziskat|ziskejte|ziskajte|stahnete si|stiahnite si|holen sie sich|laden sie|obtenez) \\[?outlook\\b|outlook fur \\p{L})',
  'u',
);

/** `Odesláno z iPhonu`: a phone's words, not its owner's. */
export const isMobileSignature = (line: string): boolean => mobileSignature.test(foldedStart(line));

const aboutTheMail =
  /^\W*(?:tento e-?mail|tato (?:e-?mailova )?zprava|tato (?:e-?mailova )?sprava|tuto zpravu|obsah (?:teto|tejto|tohoto|tohto) (?:zprav|sprav|e-?mail|komunik)|inform\p{L}+ (?:\p{L}+ )?v t(?:eto|ejto|omto|omhle)? ?(?:e-?mail|zprav|sprav|komunik|dokument)|pokud (?:nejste|neni|nebylo|z te|z to)|ak (?:nie|z te|z to)|neni-li|this (?:e-?mail|message|communication)|the (?:information|contents)|if you are not|diese e-?mail|dieses e-?mail|diese nachricht|confidential|vertraulich|(?:prosim,? )?(?:zvazte|zvazte,|myslete|mysli|setrite|usetrite)|(?:please )?consider|bitte denken|(?:tato|za ucelem) .{0,40}smlouv|(?:bez viru|neobsahuje|virenfrei|virus-free))/u;
/** What nobody says of their own, whoever signs. */
const boilerplate =
  /duvern|dovern|confidential|vertraulich|(?:neni|nie je) (?:\p{L}+ )?(?:nabidk|ponuk)|navrh\w* na uzavr|adresat|prijemce|prijemca|recipient|empfanger|disclaimer|unauthori|zivotni\w* prostredi|zivotne\w* prostredi|prirod|environment|umwelt|osobni\w* udaj|osobny\w* udaj|gdpr|personal data|datenschutz|zapsan\w* (?:v|do|u|pod)\b|zapisan\w* (?:v|do|u|pod)\b|obchodni\w* rejstrik|obchodn\w* registr|spisova znacka|handelsregister|amtsgericht|zakladni kapital|zakladne imanie|(?:bez|zadne|na) vir[uy]|antivir|virenfrei|virus-?free|scanned for|e-?mail was sent (?:to|by)|avast|\bavg\b/u;
const aboutPrinting =
  /(?:tisk|tlac|print|druck).{0,60}(?:e-?mail|zprav|sprav)|(?:e-?mail|zprav|sprav).{0,60}(?:tisk|tlac|print|druck)/;

export function isBoilerplate(line: string): boolean {
  const text = fold(line.slice(0, 600));
  return boilerplate.test(text) || aboutPrinting.test(text);
}

/** The first line of what is about the mail itself: meant for nobody, and all below it as well. */
export function isDisclaimer(line: string): boolean {
  if (line.length <= 20) return false;
  const text = foldedStart(line);
  const heading = text.slice(0, 42).search(/[:!.] /);
  const isAbout = aboutTheMail.test(text) || (heading > 2 && aboutTheMail.test(text.slice(heading + 2)));
  return isAbout && isBoilerplate(line);
}

const contactData =
  /@|\bwww\.|https?:|\+\d{2,3}[ \d]{6,}|\b\d{3} ?\d{3} ?\d{3}\b|\b(?:a\.\s?s\.|s\.\s?r\.\s?o\.|gmbh|ltd|spol\.)|\b(?:tel|mob|gsm|ico|ic)\b|^(?:this|tento|tato) (?:e-?mail|message|zprava|sprava)/i;
const reach =
  /[^\s@]@[^\s@]|\bwww\.|https?:|\+\d{2,3}[ \d()/-]{6,}|\b\d{3}[ -]?\d{3}[ -]?\d{3}\b|\(\d{3}\) ?\d{3}|\b(?:tel|mob|gsm|fax)\b/;

export const isContactData = (line: string): boolean => contactData.test(fold(line.slice(0, 200)));
/** A way to reach somebody: an address, a number, a site. */
export const tellsHowToReach = (line: string): boolean => reach.test(fold(line.slice(0, 200)));

const title = String.raw`(?:\p{L}{1,6}\.[ ,]{0,2}){0,4}`;
const word = String.raw`\p{Lu}[\p{L}'’-]{1,24}`;
const beginsWithName = new RegExp(String.raw`^\W{0,3}${title}${word},?\s+${word}`, 'u');
const nameAlone = new RegExp(
  String.raw`^${title}${word}(?:\s(?:\p{Lu}\.|${word}|v[ao]n|de)){1,3}(?:, ?[\p{L}. ,]{2,20})?$`,
  'u',
);
const firstName = /^\p{Lu}\p{L}+$/u;

/** Nothing but somebody's first and last name, with titles. */
export const isNameAlone = (line: string): boolean =>
  line.length <= 60 && nameAlone.test(line.trim()) && !isContactData(line);

export const isFirstName = (line: string): boolean => firstName.test(line);
export const startsWithName = (line: string): boolean => beginsWithName.test(line);

/** Without the writer's name or address nobody can say whose name it is. */
export function isNameOf(line: string, writer: Address | undefined): boolean {
  if (!writer) return true;
  const known = fold(`${writer.name} ${writer.address.split('@')[0]?.replace(/[._-]/g, ' ')}`);
  const words = fold(line)
    .split(/[^\p{L}]+/u)
    .filter((one) => one.length > 2);
  return words.some((one) => known.includes(one));
}

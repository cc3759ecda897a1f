import type { Address } from './model.ts';

/** The firm's own addresses and domains, as configured and as known from its people. Lower case. */
export interface OwnSide {
  addresses: ReadonlySet<string>;
  domains: ReadonlySet<string>;
  /** the addresses of the mailbox itself, where tags are read: crm@firma.example */
  mailbox: ReadonlySet<string>;
  /** colleagues' own, none that several share */
  people?: ReadonlySet<string>;
  /** addresses and domains of tender portals beside those that everybody has */
  portals?: ReadonlySet<string>;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** `crm+d42@firma.example` -> `crm@firma.example` */
export const withoutTag = (address: string): string => address.replace(/^([^@+]+)\+[^@]*@/, '$1@');

export const normalizeAddress = (text: string): string => text.trim().replace(/^<|>$/g, '').toLowerCase();

/** By RFC 5321: 64 before the sign, 255 after it. */
export const longestAddress = 320;

export const looksLikeAddress = (text: string): boolean =>
  text.length <= longestAddress && /^[^\s\p{Cc}@<>,;]+@[^\s\p{Cc}@<>,;]+$/u.test(text);

export function isOwn(address: string, own: OwnSide): boolean {
  const base = withoutTag(address);
  return own.addresses.has(base) || own.mailbox.has(base) || own.domains.has(domainOf(address));
}

export const outsiders = (people: Address[], own: OwnSide): Address[] =>
  people.filter(({ address }) => !isOwn(address, own));

export type Tag = { kind: 'deal'; number: number } | { kind: 'new' } | { kind: 'unknown'; tag: string };

/** The tag on our own address: `crm+d42@`, `crm+new@`. The first address that carries one decides. */
export function findTag(addresses: string[], own: OwnSide): Tag | null {
  for (const address of addresses) {
    const tag = /^[^@+]+\+([^@]*)@/.exec(address)?.[1];
    if (tag === undefined || tag === '' || !own.mailbox.has(withoutTag(address))) continue;
    const number = /^d-?(\d{1,9})$/.exec(tag)?.[1];
    if (number !== undefined) return { kind: 'deal', number: Number(number) };
    return tag === 'new' ? { kind: 'new' } : { kind: 'unknown', tag };
  }
  return null;
}

/** Providers where anyone can have an address: such a domain says nothing about a company. */
const freeMailDomains = new Set(
  `seznam.cz email.cz post.cz spoluzaci.cz stream.cz firmy.cz centrum.cz atlas.cz volny.cz tiscali.cz quick.cz
  iol.cz worldonline.cz mujmail.cz klikni.cz razdva.cz o2active.cz centrum.sk azet.sk zoznam.sk post.sk
  pobox.sk atlas.sk inmail.sk szm.sk szm.com stonline.sk orangemail.sk mail.t-com.sk t-email.cz chello.cz
  chello.sk upcmail.cz upcmail.sk gmail.com googlemail.com outlook.com outlook.cz outlook.sk outlook.de
  hotmail.com hotmail.cz hotmail.sk hotmail.de hotmail.co.uk hotmail.fr hotmail.it live.com live.cz live.sk
  msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es ymail.com rocketmail.com icloud.com
  me.com mac.com aol.com gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.eu web.de t-online.de freenet.de
  proton.me protonmail.com protonmail.ch pm.me duck.com tutanota.com tuta.io mail.com mail.ru bk.ru list.ru
  inbox.ru yandex.ru yandex.com rambler.ru ukr.net wp.pl o2.pl onet.pl interia.pl op.pl fastmail.com
  hey.com zoho.com citromail.hu freemail.hu`.split(/\s+/),
);

export const isFreeMail = (domain: string): boolean => freeMailDomains.has(domain);

/** The domain and the ones above it down to the second level: `praha.firma.example` -> itself, `firma.example`. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, index) => labels.slice(index).join('.'));
}

/** `jan.dvorak@…`: Jan Dvorak */
export const nameFrom = (address: string): string =>
  (address.split('@')[0] ?? '')
    .split(/[._-]+/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');

import { domainOf, type OwnSide } from '../addresses.ts';
import type { Email } from '../model.ts';

/**
 * Tender portals and data boxes: machines whose notices move deadlines, so people must see them. NEN, Tender arena, E-ZAK,
 * JOSEPHINE, Gemin, Eveza, data boxes and their Slovak counterparts; further ones in a mailbox's `portals`.
 */
const presets = [
  'nipez.cz',
  'tenderarena.cz',
  'ezak.cz',
  'e-zak.cz',
  'qcm.cz',
  'proebiz.com',
  'eveza.cz',
  'gemin.cz',
  'vhodne-uverejneni.cz',
  'e-zakazky.cz',
  'egordion.cz',
  'profilzadavatele.cz',
  'isvz.cz',
  'ted.europa.eu',
  'eks.sk',
  'softender.cz',
  'mojedatovaschranka.cz',
  'datoveschranky.info',
  'mojedatovaschranka.gov.cz',
  'datoveschranky.gov.cz',
  'isepvo.sk',
  'slovensko.sk',
];

/** Offices whose people write as well. */
const shared = ['mvcr.cz', 'dia.gov.cz', 'uvo.gov.sk'];
const machines = /^(no-?reply|ds|isds|datov\w*|notif\w*|info-?ds|portal|evo|system|robot)([.@_-]|$)/;

/** It looks like one. @param own without it only the ones that everybody has */
export const isPortal = (address: string, own: Pick<OwnSide, 'portals'> | null = null): boolean =>
  isTownsEzak(address) || isListedPortal(address, own);

/** Towns have an E-ZAK under a name of their own, ezak.brno.cz or ezak@zakazky.brno.cz: so may anybody. */
const isTownsEzak = (address: string): boolean =>
  /(^|\.)e-?zak\.|^zakazky\./.test(domainOf(address)) || /^e-?zak@/.test(address);

/** One that everybody has, or that the mailbox lists. */
export function isListedPortal(address: string, own: Pick<OwnSide, 'portals'> | null): boolean {
  const domain = domainOf(address);
  if (own?.portals?.has(address)) return true;
  if (shared.includes(domain)) return machines.test(address);
  return [...presets, ...(own?.portals ?? [])].some(
    (portal) => domain === portal || domain.endsWith(`.${portal}`),
  );
}

/** Of a mail that is kept: told by its mailbox when it came, else by the ones that everybody has. */
export const isNoticeMail = ({ counterpart, marks }: Pick<Email, 'counterpart' | 'marks'>): boolean =>
  marks.includes('portal') || (counterpart !== null && isPortal(counterpart));

/** Lines of a company's card about VAT and insolvency, each with its source and age. */
import type { Reader } from '../../i18n/reader.ts';
import { esc, lineOf, link } from '../../slack/blocks.ts';
import type { InsolvencyCase } from '../registers/isir-answer.ts';
import { verdictOf } from '../registers/isir-verdict.ts';
import { vatCheckText } from '../registers/vies-views.ts';
import type { Official } from './official.ts';

/** What must be seen first: insolvency, an unreliable payer. */
export function officialWarnings(official: Official, reader: Reader): string[] {
  return [...insolvencyWarnings(official, reader), ...vatWarnings(official, reader)];
}

/** `plátce DPH · nespolehlivý plátce: ne · zveřejněné účty: 2` */
export function officialFacts({ vat, insolvency, vies }: Official, reader: Reader): string[] {
  const { t } = reader;
  const words = t.official;
  const ofVat =
    vat?.kind === 'answered'
      ? lineOf(
          ' · ',
          words.vat[vat.subject.kind],
          vat.subject.unreliable === false && words.reliable,
          vat.subject.accounts.length > 0 && words.accounts(vat.subject.accounts.length),
        )
      : vat?.kind === 'noNumber'
        ? words.noNumber
        : '';
  const none =
    insolvency?.kind === 'answered' &&
    insolvency.cases.length === 0 &&
    verdictOf(insolvency) === 'notInsolvent' &&
    words.noCase;
  const ended =
    insolvency?.kind === 'answered' &&
    insolvency.cases.filter((one) => !one.ongoing).map((one) => words.endedCase(linked(one)));
  const ofVies = vies ? esc(vatCheckText(vies, reader)) : '';
  return [ofVat, ofVies, ...(ended || []).slice(0, 3), none || ''].filter(Boolean);
}

/** `registr plátců DPH, před 3 hodinami`, or that it does not answer. */
export function officialSources({ vat, insolvency }: Official, reader: Reader): string[] {
  return [
    sourceOf(reader.t.official.names.crpdph, vat, reader),
    sourceOf(reader.t.official.names.isir, insolvency, reader),
  ].filter((line) => line !== null);
}

function sourceOf(
  name: string,
  said: Official['vat'] | Official['insolvency'],
  reader: Reader,
): string | null {
  const { t, age } = reader;
  if (said?.kind === 'unavailable') {
    const { retryInMs } = said;
    const unknown = t.official.unknown(name);
    return retryInMs ? `${unknown} (${t.official.askedAgain(Math.ceil(retryInMs / 60_000))})` : unknown;
  }
  if (said?.kind !== 'answered') return null;
  const { fetchedAt, trouble } = said;
  return trouble ? t.official.stale(name, age(fetchedAt)) : t.registers.from(name, age(fetchedAt));
}

function insolvencyWarnings({ insolvency, aresMentionsInsolvency }: Official, { t }: Reader): string[] {
  const mentioned = aresMentionsInsolvency ? [`⚠️ ${t.registers.insolvencyUnconfirmed}`] : [];
  if (insolvency?.kind !== 'answered') return mentioned;
  const ongoing = insolvency.cases.filter((one) => one.ongoing).slice(0, 3);
  const verdict = verdictOf(insolvency);
  if (ongoing.length === 0) {
    if (insolvency.decided === null) return mentioned;
    return verdict === 'unconfirmed' ? [`⚠️ ${t.official.caseGone}`] : [];
  }
  return ongoing.map((one) =>
    verdict === 'insolvent'
      ? `🚨 ${t.official.insolvent(linked(one), one.state ? esc(one.state) : null)}`
      : `⚠️ ${t.official.insolvencyOnce(linked(one))}`,
  );
}

function vatWarnings({ vat }: Official, { t, date }: Reader): string[] {
  if (vat?.kind !== 'answered') return [];
  const { unreliable, unreliableSince, kind } = vat.subject;
  if (unreliable !== true && kind !== 'unreliablePerson') return [];
  return [`⚠️ ${t.official.unreliable(unreliableSince ? date(unreliableSince) : null)}`];
}

const linked = (one: InsolvencyCase): string =>
  one.link ? link(one.link, one.reference) : esc(one.reference);

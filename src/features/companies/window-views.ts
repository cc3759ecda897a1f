/** The window behind a company's card: all that is known of it. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, type Blocks, bold, context, divider, esc, lineOf, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { openDeal } from '../deals/buttons.ts';
import { titleLine } from '../deals/lines.ts';
import { startMerge } from '../merging/buttons.ts';
import { isBirthNumber } from '../registers/model.ts';
import { openParent, revealTaxNumber, showChanges, showSources } from './buttons.ts';
import type { CompanyWindow } from './card.ts';
import { fieldLabel, fieldText } from './field-words.ts';
import { cardButtons, companyWindow, countLines, differing, factLines, sourceLine } from './views.ts';

/** What is due and open first; what is looked up once a year last. */
export const companyModal = (seen: CompanyWindow, reader: Reader, note: string | null = null): ModalView =>
  modalView({
    id: companyWindow,
    meta: null,
    title: reader.t.companies.company,
    close: reader.t.common.close,
    blocks: [
      ...(note ? [section(note)] : []),
      section(factLines(seen, reader, 300).join('\n')),
      context(sourceLine(seen, reader)),
      ...differing(seen, reader),
      section(countLines(seen, reader).join('\n')),
      actions(cardButtons(seen, reader)),
      ...dealRows(seen, reader),
      ...seen.windows.flatMap((part) => part(reader)),
      ...moreRows(seen, reader),
    ],
  });

/** `*Splatnost:* 30 dní`, only what there is. */
function moreRows({ company, names, domains }: CompanyWindow, reader: Reader): Blocks {
  const { t } = reader;
  const billing = lineOf(
    ', ',
    company.billingStreet,
    lineOf(' ', company.billingPostalCode, company.billingCity),
  );
  const roles = company.executives.map(({ name, role }) => lineOf(', ', name, role)).join('; ');
  const values: [string, unknown][] = [
    ['billing', billing],
    ['paymentTerms', company.paymentTerms],
    ['budget', company.budget],
    ['language', company.language],
    ['acquiredSource', lineOf(' · ', company.acquiredSource, company.acquiredCampaign)],
    ['lostOn', company.lostOn],
    ['parentId', company.parentId],
    ['domains', domains.length > 0 ? domains : null],
    ['executives', null],
    ['nace', company.nace.length > 0 ? company.nace : null],
  ];
  const lines = values.flatMap(([field, value]) =>
    value
      ? `${bold(`${fieldLabel(field, reader)}:`)} ${esc(fieldText(field, value, names, reader))}`
      : field === 'executives' && roles
        ? `${bold(`${fieldLabel(field, reader)}:`)} ${esc(cut(roles, 600))}`
        : [],
  );
  const hasHiddenDic = company.dic !== null && (company.dic.includes('•') || isBirthNumber(company.dic));
  return [
    divider(),
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    actions([
      showSources.make(t.companyCard.whereFrom, company.id),
      showChanges.make(t.companyCard.changes, { id: company.id }),
      startMerge.make(t.merging.start, { kind: 'company', id: company.id }),
      ...(company.parentId ? [openParent.make(t.companyCard.parent, company.parentId)] : []),
      ...(hasHiddenDic ? [revealTaxNumber.make(t.companyCard.reveal, company.id)] : []),
    ]),
  ];
}

function dealRows({ openDeals, deals }: CompanyWindow, reader: Reader): Blocks {
  if (openDeals.length === 0) return [];
  return [
    divider(),
    ...openDeals.map((deal) =>
      section(
        lineOf(
          '\n',
          titleLine(deal),
          lineOf(' · ', reader.t.deals.stages[deal.stage], deal.value && reader.money(deal.value)),
        ),
        openDeal.make(reader.t.common.open, deal.id),
      ),
    ),
    ...(deals.open > openDeals.length
      ? [context(reader.t.companies.moreDeals(deals.open - openDeals.length))]
      : []),
  ];
}

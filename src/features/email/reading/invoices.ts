/** Invoices among the attachments: ISDOC, ISDOCX (a zip with one inside), UBL of Slovak e-invoices, and PDF. */
import { fold } from '../../../lib/text.ts';
import { textAt as at, readXml } from '../../registers/xml.ts';
import { isWide } from './contents.ts';
import type { Invoice } from './findings.ts';
import { embeddedFiles, pdfWords } from './pdf.ts';
import { readZip } from './zip.ts';

/** null when the file is no invoice; fields that cannot be read are null */
export async function readInvoice(name: string, type: string, content: Buffer): Promise<Invoice | null> {
  if (type === 'application/pdf')
    return (await invoiceInPdf(content)) ?? invoiceByWords(name, pdfWords(content));
  if (type === 'application/zip' && /\.isdocx$/i.test(name)) return invoiceInZip(content);
  const isXml = /\.(isdoc|xml)$/i.test(name) || /xml/.test(type);
  return isXml ? invoiceInXml(content) : null;
}

async function invoiceInZip(content: Buffer): Promise<Invoice | null> {
  const zip = await readZip(content, (name) => /\.(isdoc|xml)$/i.test(name));
  for (const file of zip?.files.values() ?? []) {
    const invoice = await invoiceInXml(file);
    if (invoice) return invoice;
  }
  return { ...unknown };
}

async function invoiceInPdf(content: Buffer): Promise<Invoice | null> {
  for (const file of embeddedFiles(content)) {
    const invoice = await invoiceInXml(file);
    if (invoice) return invoice;
  }
  return null;
}

const unknown: Invoice = { number: null, supplierIco: null, amount: null, currency: null, dueOn: null };

export async function invoiceInXml(content: Buffer): Promise<Invoice | null> {
  const text = content.toString(isWide(content) ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
  if (!/<(\w+:)?Invoice[\s>]/.test(text)) return null;
  const invoice = (await readXml(text))?.Invoice;
  if (typeof invoice !== 'object' || invoice === null) return null;
  const namespace = at(invoice, '@xmlns') ?? '';
  return /isdoc/i.test(`${namespace} ${text.slice(0, 1000)}`) ? fromIsdoc(invoice) : fromUbl(invoice);
}

/** ISDOC 6.0.2. Fields by their official names. */
function fromIsdoc(invoice: object): Invoice {
  const currency = at(invoice, 'LegalMonetaryTotal', 'PayableAmountCurr')
    ? at(invoice, 'ForeignCurrencyCode')
    : at(invoice, 'LocalCurrencyCode');
  const amount =
    at(invoice, 'LegalMonetaryTotal', 'PayableAmountCurr') ??
    at(invoice, 'LegalMonetaryTotal', 'PayableAmount') ??
    at(invoice, 'LegalMonetaryTotal', 'TaxInclusiveAmount');
  return {
    number: short(at(invoice, 'ID')),
    supplierIco: ico(at(invoice, 'AccountingSupplierParty', 'Party', 'PartyIdentification', 'ID')),
    ...money(amount, currency ?? 'CZK'),
    dueOn: day(at(invoice, 'PaymentMeans', 'Payment', 'Details', 'PaymentDueDate')),
  };
}

/** UBL 2.1, as Peppol carries it. */
function fromUbl(invoice: object): Invoice | null {
  const amount = at(invoice, 'LegalMonetaryTotal', 'PayableAmount');
  if (at(invoice, 'ID') === null || amount === null) return null;
  return {
    number: short(at(invoice, 'ID')),
    supplierIco:
      ico(at(invoice, 'AccountingSupplierParty', 'Party', 'PartyLegalEntity', 'CompanyID')) ??
      ico(at(invoice, 'AccountingSupplierParty', 'Party', 'PartyIdentification', 'ID')),
    ...money(
      amount,
      at(invoice, 'LegalMonetaryTotal', 'PayableAmount', '@currencyID') ??
        at(invoice, 'DocumentCurrencyCode'),
    ),
    dueOn: day(at(invoice, 'DueDate')) ?? day(at(invoice, 'PaymentMeans', 'PaymentDueDate')),
  };
}

const short = (text: string | null): string | null => text && [...text].slice(0, 60).join('');

const ico = (text: string | null): string | null => {
  const digits = (text ?? '').replace(/\s/g, '');
  return /^\d{6,8}$/.test(digits) ? digits.padStart(8, '0') : null;
};

const day = (text: string | null): string | null => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;

function money(amount: string | null, currency: string | null): Pick<Invoice, 'amount' | 'currency'> {
  const minor = Math.round(Number(amount) * 100);
  const known = /^[A-Z]{3}$/.test(currency ?? '');
  return amount === null || !Number.isSafeInteger(minor) || !known
    ? { amount: null, currency: null }
    : { amount: minor, currency };
}

/** Words that a PDF's name or first page says of itself. */
const invoiceWords =
  /(^|[^a-z])(faktur[aeyu]|faktura[-_ ]|danovy doklad|zalohova faktura|proforma|invoice|rechnung|dobropis)/;

/** A PDF says nothing for sure, so only its number is read, and only where it follows the word. */
function invoiceByWords(name: string, words: string): Invoice | null {
  const text = fold(`${name.replace(/\.pdf$/i, '').replace(/[_-]+/g, ' ')}\n${words.slice(0, 3000)}`);
  if (!invoiceWords.test(text)) return null;
  const number =
    /(?:faktura|doklad|invoice|rechnung)\s*(?:-?\s*danovy doklad)?\s*(?:c\.?|cislo|no\.?|nr\.?|#|:)*\s*:?\s*([a-z]{0,4}[\d][\w/-]{3,20})/.exec(
      text,
    )?.[1];
  return { ...unknown, number: number?.toUpperCase() ?? null };
}

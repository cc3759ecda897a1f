import type {
  BaseField,
  ImportState,
  RecordKind,
  RowOutcome,
  WhyCode,
} from '../../features/imports/model.ts';
import type { FileProblems } from '../../features/imports/reading/refused.ts';
import { plural } from '../plural.ts';

const kinds: Record<RecordKind, string> = {
  company: 'company',
  contact: 'contact',
  deal: 'deal',
  lead: 'lead',
  activity: 'activity',
};

const counted: Record<RecordKind, (n: number) => string> = {
  company: (n) => plural('en', n, { one: '# company', other: '# companies' }),
  contact: (n) => plural('en', n, { one: '# contact', other: '# contacts' }),
  deal: (n) => plural('en', n, { one: '# deal', other: '# deals' }),
  lead: (n) => plural('en', n, { one: '# lead', other: '# leads' }),
  activity: (n) => plural('en', n, { one: '# activity', other: '# activities' }),
};

const rows = (n: number) => plural('en', n, { one: '# row', other: '# rows' });

const states: Record<ImportState, string> = {
  fetching: 'on its way',
  reading: 'being read',
  asking: 'needs your help',
  checking: 'dry run',
  ready: 'ready, nothing is changed yet',
  running: 'importing',
  done: 'imported ✅',
  undoing: 'being undone',
  undone: 'undone',
  cancelled: 'cancelled',
  failed: 'cannot be read',
};

const problems: { [P in keyof FileProblems]: (details: FileProblems[P]) => string } & {
  left: (d: object) => string;
} = {
  empty: () => 'The file is empty.',
  onlyHeadings: () => 'There are headings and no rows under them.',
  html: () =>
    'This is a web page or XML that only calls itself a spreadsheet. Open it in Excel and save it as .xlsx.',
  oldExcel: () => 'This is a file of an old Excel. Open it in Excel and save it as .xlsx.',
  openDocument: () => 'This is an OpenDocument file (.ods). Save it as .xlsx, please.',
  password: () => 'The file has a password. Save it without one and send it again.',
  bomb: () => 'The file unpacks into far more than a list of customers can hold, so it was not opened.',
  columns: ({ count, limit }) =>
    `A sheet has ${count} columns, at most ${limit} are read. Leave out those you do not need.`,
  rows: ({ limit }) => `There are more than ${limit.toLocaleString('en')} rows. Divide the file.`,
  damaged: () => 'The file is damaged. Open it in Excel, save it again and send the new one.',
  notASpreadsheet: () => 'This is no spreadsheet. Send an .xlsx or .csv file.',
  tooMuch: () => 'Reading the file took too long. Divide it, or save it as .csv.',
  left: () => 'The one who sent the file is no longer here.',
};

const why: Record<WhyCode, (column: string, text: string) => string> = {
  ico: (column) => `${column}: this is no IČO, it has eight digits.`,
  icoShort: (column) =>
    `${column}: fewer than eight digits, and zeros at the beginning do not make an IČO of them.`,
  icoLong: (column) => `${column}: more than eight digits.`,
  email: (column, text) => `${column}: “${text}” is no e-mail address.`,
  phone: (column, text) => `${column}: “${text}” is no phone number.`,
  phoneScientific: (column, text) =>
    `${column}: “${text}” has lost its last digits. Format the column as text and write the number again.`,
  amount: (column, text) => `${column}: “${text}” is no amount.`,
  currency: (column, text) => `${column}: “${text}” is no currency we know (CZK, EUR …).`,
  date: (column, text) => `${column}: “${text}” is no date. Write 1. 3. 2026.`,
  stage: (column, text) => `${column}: “${text}” is none of our stages.`,
  person: (column, text) => `${column}: nobody of ours is called “${text}”, or more than one.`,
  leadClass: (column, text) => `${column}: “${text}” is none of A, B, C.`,
  cellError: (column, text) => `${column}: the formula in the cell failed (${text}).`,
  contactsApart: (column, text) =>
    `${column}: “${text}” is more than one person, and it is not plain whose the e-mails and phones are. One row for each.`,
  companyName: () => 'It does not say which company it is about: there is neither a name nor an IČO.',
  severalCompanies: (_, text) => `There are several companies called “${text}”. Add the IČO.`,
  dealNotFound: (_, text) => `There is no deal ${text}.`,
  dealNotYours: (_, text) => `You may not change ${text}.`,
  dealName: () => 'The deal has no name.',
  leadKnown: (_, text) => `This is known already as ${text}.`,
  refused: () => 'It was refused.',
  ours: (_, text) => `This is our fault. Tell your admin: ${text}.`,
};

const fields: Record<BaseField, string> = {
  'company.name': 'Company: name',
  'company.ico': 'Company: IČO',
  'company.dic': 'Company: DIČ',
  'company.vatNumber': 'Company: IČ DPH / VAT',
  'company.legalForm': 'Company: legal form',
  'company.street': 'Company: street',
  'company.city': 'Company: town',
  'company.postalCode': 'Company: postal code',
  'company.address': 'Company: whole address',
  'company.website': 'Company: website',
  'company.domain': 'Company: e-mail domain',
  'company.paymentTerms': 'Company: payment terms',
  'company.tags': 'Company: tags',
  'company.owner': 'Owner (our colleague)',
  'contact.name': 'Contact: name',
  'contact.firstName': 'Contact: first name',
  'contact.lastName': 'Contact: last name',
  'contact.titleBefore': 'Contact: title before',
  'contact.titleAfter': 'Contact: title after',
  'contact.position': 'Contact: position',
  'contact.email': 'Contact: e-mail',
  'contact.phone': 'Contact: phone',
  'deal.number': 'Deal: number (D-42)',
  'deal.name': 'Deal: name',
  'deal.value': 'Deal: value without VAT',
  'deal.currency': 'Deal: currency',
  'deal.stage': 'Deal: stage',
  'deal.deadline': 'Deal: bid deadline',
  'deal.expected': 'Deal: expected close',
  'deal.source': 'Deal: source',
  'deal.nextStep': 'Deal: next step',
  'deal.nextStepOn': 'Deal: next step on',
  'deal.offerNumber': 'Deal: offer number',
  'deal.customerReference': 'Deal: customer’s reference',
  'lead.source': 'Lead: source',
  'lead.campaign': 'Lead: campaign',
  'lead.class': 'Lead: class A, B, C',
  'lead.classReason': 'Lead: reason of the class',
  'lead.note': 'Lead: note',
  'activity.on': 'Activity: date',
  'activity.kind': 'Activity: kind',
  'activity.text': 'Activity: what happened',
};

const outcomes: Record<Exclude<RowOutcome, 'blank'>, string> = {
  created: 'created',
  updated: 'updated',
  same: 'no change',
  failed: 'not taken',
};

const exampleRows = [
  ['Company', 'IČO', 'Contact person', 'Position', 'E-mail', 'Mobile', 'Deal', 'Value', 'Stage'],
  [
    'Mostní stavby Brno, a.s.',
    '00000019',
    'Petr Říha',
    'Buyer',
    'riha@mostni.example',
    '+420 601 000 123',
    'Footbridge',
    '1 250 000',
    'New',
  ],
  [
    'Kovovýroba H, s.r.o.',
    '00000027',
    'Jana Malá',
    'CEO',
    'mala@kovo.example',
    '+420 601 000 456',
    '',
    '',
    '',
  ],
];

export const imports = {
  help: 'bring in customers, contacts, deals and leads from a spreadsheet',
  title: 'Import',
  explained:
    'An .xlsx or .csv file with one customer, person or deal in a row, or a sheet for each customer. First it is only tried; nothing changes until you say so, and all of it can be undone for 30 days.',
  file: 'File',
  read: 'Read the file',
  recent: 'Imported lately',
  ruleLabel: 'Values that are here already',
  rules: { fill: 'Keep them, fill in only what is empty', overwrite: 'Overwrite them with the file' },
  asLabel: 'Rows are',
  as: { customers: 'Customers: companies, contacts, deals', leads: 'Leads: nobody’s customers yet' },
  sheetsLabel: 'Sheets',
  perSheet: 'Each sheet is one customer and bears its name',
  button: 'Import',
  onTheWay: '📥 The file is being read. What would come of it arrives in a moment in a message from Vizitka.',
  noSpreadsheet: 'There is no .xlsx or .csv file with this message.',
  kinds,
  counted,
  states,
  problems,
  why,
  fields,
  ownField: 'your own field',
  steps: {
    created: (kind: string, name: string) => `new ${kind}${name ? `: ${name}` : ''}`,
    updated: (kind: string, name: string) => `${kind} updated${name ? `: ${name}` : ''}`,
    same: (kind: string, name: string) => `${kind} unchanged${name ? `: ${name}` : ''}`,
  },
  readSoFar: (n: number) => `${rows(n)} so far`,
  ofRows: (done: number, total: number) => `${done.toLocaleString('en')} of ${rows(total)}`,
  askColumns: 'No column is recognised. Say what they are.',
  willCreate: (what: string) => `➕ Will create: ${what}`,
  willUpdate: (what: string, rule: string) => `✏️ Will change: ${what} (${rule})`,
  willSkip: (n: number) => `${rows(n)} without a change`,
  willFail: (n: number) => `⚠️ ${rows(n)} cannot be taken:`,
  nothingToDo: (n: number) => `There is nothing new in ${rows(n)}.`,
  created: (what: string) => `➕ Created: ${what}`,
  updated: (what: string) => `✏️ Changed: ${what}`,
  skipped: (n: number) => `${rows(n)} without a change`,
  failed: (n: number) => `⚠️ ${rows(n)} not taken. They are in the file below; mend them and send it back.`,
  nothingDone: 'There was nothing new in it.',
  registersLeft: (n: number) =>
    `Registers: ${plural('en', n, { one: '# company is', other: '# companies are' })} still to be filled in.`,
  undoneSoFar: (n: number) => `${plural('en', n, { one: '# record', other: '# records' })} so far`,
  undoBegun: (name: string) => `The import of ${name} is being undone.`,
  removed: (removed: number, restored: number) =>
    `Removed: ${plural('en', removed, { one: '# record', other: '# records' })} · as before: ${plural('en', restored, { one: '# record', other: '# records' })}`,
  kept: (n: number) => `Left alone: ${plural('en', n, { one: '# record', other: '# records' })}`,
  keptBecause: {
    changed: 'somebody has changed it since',
    used: 'something else belongs to it by now',
    failed: 'it could not be put back',
  },
  hiddenNumber: (column: string) =>
    `${column}: birth numbers are not imported. Type it at the company yourself.`,
  columns: 'Columns',
  leftOut: (names: string) => `Left out: ${names}`,
  sheetsAreCompanies: (n: number, names: string) =>
    `🏢 A sheet for each customer: ${plural('en', n, { one: '# sheet', other: '# sheets' })} (${names})`,
  rowNo: (row: number) => `row ${row}`,
  andMore: (n: number) => `… and ${rows(n)} more`,
  start: 'Import',
  correct: 'Columns and settings',
  cancel: 'Cancel',
  undo: 'Undo import',
  confirmOverwrite: (n: number) => `${rows(n)} will overwrite what is here. It can be undone for 30 days.`,
  confirmUndo:
    'What it created will be removed, what it changed will be as before. What somebody has touched since stays.',
  correctTitle: 'Columns',
  correctHint: 'What each column of the file says. What is not chosen is left out.',
  pageOf: (page: number, pages: number, columns: number) =>
    `Page ${page} of ${pages}, ${columns} columns. What you choose is kept when you turn pages.`,
  previous: '← Previous',
  next: 'Next →',
  notTaken: '– leave out –',
  sample: (text: string) => `e.g. ${text}`,
  noSample: 'empty',
  tryAgain: 'Try it',
  report: {
    button: 'Row by row (XLSX)',
    file: 'row by row',
    badFile: 'not taken',
    sheet: 'Rows',
    sheetName: 'Sheet',
    row: 'Row',
    outcome: 'Result',
    what: 'What happens',
    why: 'Why not',
    outcomes,
    onTheWay: '📥 The file will be here in a moment.',
  },
  template: { button: 'An example to fill in', file: 'import-example.csv', rows: exampleRows },
};

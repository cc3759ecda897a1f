/** A firm with something of everything, and files that its people take away. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { logActivity } from '../../src/features/activities/service.ts';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { contactFields } from '../../src/features/contacts/field-kind.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { dealFields } from '../../src/features/deals/field-kind.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { ExportKind, Wanted } from '../../src/features/exports/model.ts';
import { writeExport } from '../../src/features/exports/writing.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { inputName } from '../../src/features/fields/model.ts';
import { setFieldValues } from '../../src/features/fields/service.ts';
import { leadFields } from '../../src/features/leads/field-kind.ts';
import { createLead } from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { instantOf, type LocalDateTime, type PlainDate } from '../../src/lib/time.ts';
import { type Firm, firm } from '../imports/office.ts';
import { readBack } from '../imports/sheets.ts';
import { freshFolder } from '../support/storage.ts';

export interface Taken {
  rows: number;
  name: string;
  bytes: Buffer;
  headings: string[];
  /** by heading */
  cells: Record<string, string>[];
}

/** What a person takes away, read back as an import would. */
export async function takes(ctx: Ctx, what: ExportKind, more: Partial<Wanted> = {}): Promise<Taken> {
  const wanted: Wanted = { what, whose: 'all', state: 'all', format: 'xlsx', ...more };
  const name = `export.${wanted.format}`;
  const file = path.join(freshFolder(), name);
  const rows = await writeExport(ctx, wanted, file);
  if (rows === 0) return { rows, name, bytes: Buffer.alloc(0), headings: [], cells: [] };
  const bytes = readFileSync(file);
  const { heads, rows: read } = await readBack(bytes, name);
  const headings = heads[0]?.headings ?? [];
  const cells = read.map(([, row]) =>
    Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? ''])),
  );
  return { rows, name, bytes, headings, cells };
}

const labels = (cs: string) => ({ cs, sk: null, en: null });

/** Eva has a customer with a person, a deal and a meeting, and a lead; each with a field of the firm's own. */
export async function furnished(): Promise<Firm & { deal: { id: number }; company: { id: number } }> {
  const secrets = createSecrets('klic-firmy-ktery-ma-dost-znaku-na-konci');
  const at = await firm({ secrets, fieldKinds: [companyFields, contactFields, leadFields, dealFields] });
  const { eva, lenka } = at;
  const { company } = await createTypedCompany(eva, {
    name: 'Mostní stavby Brno, a.s.',
    ico: '00000019',
    dic: 'CZ00000019',
    street: 'Příčná 118',
    city: 'Brno',
    postalCode: '602 00',
    domains: ['mostni.example', 'mostni-stavby.example'],
    tags: ['mosty', 'VIP'],
    paymentTerms: '30 dní',
  });
  const contact = await createContact(eva, {
    name: 'Petr Říha',
    titleBefore: 'Ing.',
    titleAfter: 'Ph.D.',
    position: 'nákupčí',
    companyId: company.id,
    emails: ['riha@mostni.example', 'petr@mostni.example'],
    phones: ['+420 601 000 123', '+420 601 000 124'].map((typed) => ({ typed, kind: null })),
  });
  const deal = await createDeal(eva, {
    name: '=Lávka přes "Svratku"; etapa 2',
    companyId: company.id,
    value: { amount: 125_000_050, currency: 'CZK' },
    stage: 'rfp',
    bidDeadline: { local: '2027-03-15T12:00' as LocalDateTime, zone: 'Europe/Prague' },
    nextStep: { text: 'Doplnit rozpočet', on: '2027-03-10' as PlainDate, ownerId: company.ownerId as never },
    contacts: [{ contactId: contact.id, role: null }],
  });
  await logActivity(eva, {
    kind: 'dataBox',
    at: instantOf('2027-03-05T14:30' as LocalDateTime, 'Europe/Prague'),
    companyId: company.id,
    dealId: deal.id,
    contactIds: [contact.id],
    text: '- poslali výzvu\n- chtějí ocelovou mostovku',
  });
  await createLead(eva, {
    name: 'Jana Malá',
    companyName: 'Kovovýroba H, s.r.o.',
    email: 'mala@kovo.example',
    class: 'A',
    source: 'fair',
  });
  const area = await defineField(lenka, 'company', 'number', {
    labels: labels('Plocha skladu'),
    help: labels(''),
    restricted: false,
    requiredFrom: null,
  });
  const margin = await defineField(lenka, 'deal', 'money', {
    labels: labels('Naše marže'),
    help: labels(''),
    restricted: true,
    requiredFrom: null,
  });
  await setFieldValues(eva, 'company', company.id, { [inputName(area)]: '1250,5' }, { by: 'form' });
  await setFieldValues(eva, 'deal', deal.id, { [inputName(margin)]: '200 000 Kč' }, { by: 'form' });
  return { ...at, deal, company };
}

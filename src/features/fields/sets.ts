/** Fields usual in a branch of industry, to begin with; firms rename and archive them as their own. */
import type { FieldKindKey, FieldType, Labels } from './model.ts';

export interface ReadyField {
  kind: FieldKindKey;
  type: FieldType;
  labels: Labels;
  help?: Labels;
  restricted?: boolean;
  options?: Labels[];
}

export interface ReadySet {
  key: string;
  labels: Labels;
  fields: ReadyField[];
}

const named = (en: string, cs: string, sk: string): Labels => ({ en, cs, sk });

/** Each for the kinds that make sense; a set that is added to deals brings only the fields of deals. */
export const readySets: ReadySet[] = [
  {
    key: 'trade',
    labels: named('Margin and discount', 'Marže a sleva', 'Marža a zľava'),
    fields: [
      {
        kind: 'deal',
        type: 'number',
        labels: named('Margin', 'Marže', 'Marža'),
        help: named('In percent', 'V procentech', 'V percentách'),
        restricted: true,
      },
      {
        kind: 'deal',
        type: 'number',
        labels: named('Discount', 'Sleva', 'Zľava'),
        help: named('In percent of the price list', 'V procentech z ceníku', 'V percentách z cenníka'),
        restricted: true,
      },
      { kind: 'deal', type: 'money', labels: named('Costs', 'Náklady', 'Náklady'), restricted: true },
    ],
  },
  {
    key: 'warehouses',
    labels: named('Warehouses and logistics', 'Sklady a logistika', 'Sklady a logistika'),
    fields: [
      ...(['company', 'lead'] as const).flatMap((kind): ReadyField[] => [
        {
          kind,
          type: 'number',
          labels: named('Warehouse size', 'Velikost skladu', 'Veľkosť skladu'),
          help: named('In square metres', 'V metrech čtverečních', 'V metroch štvorcových'),
        },
        {
          kind,
          type: 'select',
          labels: named('Put-away strategy', 'Strategie zaskladnění', 'Stratégia zaskladnenia'),
          options: [
            named('Fixed places', 'Pevná místa', 'Pevné miesta'),
            named('Random', 'Chaotické', 'Chaotické'),
            named('By turnover (ABC)', 'Podle obrátky (ABC)', 'Podľa obrátky (ABC)'),
          ],
        },
        {
          kind,
          type: 'number',
          labels: named('Number of stock items', 'Počet skladových položek', 'Počet skladových položiek'),
        },
      ]),
    ],
  },
  {
    key: 'construction',
    labels: named('Construction and steel', 'Stavby a ocel', 'Stavby a oceľ'),
    fields: [
      {
        kind: 'deal',
        type: 'number',
        labels: named('Tonnage', 'Tonáž', 'Tonáž'),
        help: named('In tonnes of steel', 'V tunách oceli', 'V tonách ocele'),
      },
      {
        kind: 'deal',
        type: 'select',
        labels: named('Corrosion protection', 'Protikorozní ochrana', 'Protikorózna ochrana'),
        options: [
          named('Paint', 'Nátěr', 'Náter'),
          named('Hot-dip galvanizing', 'Žárový zinek', 'Žiarový zinok'),
          named('Weathering steel', 'Patinující ocel', 'Patinujúca oceľ'),
        ],
      },
      {
        kind: 'deal',
        type: 'yesNo',
        labels: named('Assembly included', 'Včetně montáže', 'Vrátane montáže'),
      },
    ],
  },
  {
    key: 'machines',
    labels: named('Machines and service', 'Stroje a servis', 'Stroje a servis'),
    fields: [
      {
        kind: 'company',
        type: 'number',
        labels: named('Number of machines', 'Počet strojů', 'Počet strojov'),
      },
      { kind: 'company', type: 'date', labels: named('Next inspection', 'Příští revize', 'Ďalšia revízia') },
      {
        kind: 'contact',
        type: 'yesNo',
        labels: named('Signs protocols', 'Podepisuje protokoly', 'Podpisuje protokoly'),
      },
    ],
  },
];

export const setsOf = (kind: FieldKindKey): ReadySet[] =>
  readySets
    .map((set) => ({ ...set, fields: set.fields.filter((field) => field.kind === kind) }))
    .filter((set) => set.fields.length > 0);

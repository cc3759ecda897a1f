/** Registers in memory that say something else from one night to the next. */
import type { CrpdphAnswer, VatSubject } from '../../src/features/registers/crpdph-answer.ts';
import type { InsolvencyCase } from '../../src/features/registers/isir-answer.ts';
import type { LeadershipAnswer } from '../../src/features/registers/leadership.ts';
import { createManners } from '../../src/features/registers/manners.ts';
import { Ico, type RegisterFacts, type Unavailable } from '../../src/features/registers/model.ts';
import type { Registers } from '../../src/features/registers/port.ts';
import type { Time } from '../../src/lib/time.ts';

interface Subject {
  name: string;
  office: string;
  executives: string[];
  vat: VatSubject['kind'];
  unreliableSince: string | null;
  /** references of cases that are under way */
  cases: string[];
}

const away: Unavailable = { kind: 'unavailable', reason: 'blocked', detail: 'invented', retryInMs: null };

export function fakeRegisters(time: Time) {
  const subjects = new Map<string, Subject>();
  const asked: string[] = [];
  let down = false;
  /** a process that dies at this question */
  let dying: string | null = null;
  let dead = false;

  const facts = (ico: string, { name, office, cases }: Subject): RegisterFacts => ({
    source: 'ares',
    fetchedAt: time.now(),
    updatedOn: null,
    ico: Ico.parse(ico),
    name,
    dic: `CZ${ico}`,
    office: {
      line: office,
      street: office.split(',')[0] ?? null,
      municipalityPart: null,
      city: 'Brno',
      district: null,
      region: null,
      postalCode: '602 00',
      country: 'CZ',
      countryName: null,
    },
    legalForm: { code: '121', name: 'Akciová společnost' },
    naturalPerson: false,
    foundedOn: null,
    dissolvedOn: null,
    inLiquidation: name.includes('v likvidaci'),
    vat: { status: 'registered', confirmed: false },
    insolvency: cases.length > 0 ? 'unconfirmed' : 'none',
    courtFile: 'B 1581/KSBR',
    nace: [],
  });

  const manners = () => createManners({ perMinute: 10_000, parallel: 10 });
  const port = {
    aresManners: manners(),
    vrManners: manners(),
    rpoManners: manners(),
    viesManners: manners(),
    ruzManners: manners(),
    crpdphManners: manners(),
    isirManners: manners(),
    ares: {
      async byIco(ico: string) {
        asked.push(ico);
        if (dying === ico) dead = true;
        const subject = subjects.get(ico);
        if (down) return away;
        return subject ? { kind: 'found', facts: facts(ico, subject) } : { kind: 'notFound' };
      },
      async leadership(ico: string): Promise<LeadershipAnswer> {
        const subject = subjects.get(ico);
        if (down) return away;
        if (!subject) return { kind: 'notFound' };
        const executives = subject.executives.map((name) => ({
          name,
          person: null,
          role: 'jednatel',
          since: null,
          until: null,
          ico: null,
          representedBy: [],
        }));
        const nothing = { acting: null, courtFile: null, legalForm: null, activities: [], nace: null };
        return { kind: 'found', leadership: { executives, ...nothing } };
      },
    },
    crpdph: {
      async byDics(dics: string[]): Promise<CrpdphAnswer> {
        if (down) return away;
        const said = dics.flatMap((dic) => {
          const subject = subjects.get(dic.slice(2));
          if (!subject) return [];
          const { vat: kind, unreliableSince } = subject;
          const unreliable = unreliableSince !== null;
          return [
            [dic, { kind, unreliable, unreliableSince, accounts: [] } as unknown as VatSubject] as const,
          ];
        });
        return { kind: 'answered', subjects: new Map(said) };
      },
    },
    isir: {
      async byIco(ico: string) {
        if (down) return away;
        const cases = (subjects.get(ico)?.cases ?? []).map(
          (reference): InsolvencyCase => ({
            reference,
            state: 'ÚPADEK',
            ongoing: true,
            since: null,
            until: null,
            court: null,
            link: null,
          }),
        );
        return { kind: 'answered', cases };
      },
    },
    stop: async () => {},
  };
  return {
    port: port as unknown as Registers,
    asked,
    says(ico: string, change: Partial<Subject>) {
      const before = subjects.get(ico) ?? {
        name: `Firma ${ico}`,
        office: 'Příční 118/7a, 602 00 Brno',
        executives: ['Petr Říha'],
        vat: 'payer' as const,
        unreliableSince: null,
        cases: [],
      };
      subjects.set(ico, { ...before, ...change });
    },
    forgets: (ico: string) => void subjects.delete(ico),
    goesDown: (isDown: boolean) => {
      down = isDown;
    },
    /** nothing is written any more from then on; null: it is started again */
    diesAt: (ico: string | null) => {
      dying = ico;
      dead = false;
    },
    isDead: () => dead,
  };
}

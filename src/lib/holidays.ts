/** Days off work of the Czech Republic (law 245/2000) and Slovakia (law 241/1993), by the rules of each year. */
import type { Country } from './context.ts';
import { addDays, type PlainDate } from './time.ts';

export interface Holiday {
  date: PlainDate;
  /** in the country's own language */
  name: string;
  englishName: string;
}

interface Rule {
  /** month and day, or days from Easter Sunday */
  on: string | number;
  name: string;
  englishName: string;
  /** the first and the last year */
  since?: number;
  until?: number;
  /** people worked on it in these years */
  except?: number[];
}

export const holidaysOf = (country: Country, year: number): Holiday[] =>
  rules[country]
    .filter(
      ({ since = year, until = year, except = [] }) =>
        since <= year && year <= until && !except.includes(year),
    )
    .map(({ on, name, englishName }) => ({ date: dateOf(on, year), name, englishName }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

const dateOf = (on: string | number, year: number): PlainDate =>
  typeof on === 'number' ? addDays(easterSunday(year), on) : (`${year}-${on}` as PlainDate);

/** The Gregorian computus in the form of Meeus, Jones and Butcher. */
function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moon =
    (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const days = moon + sunday - 7 * late + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PlainDate;
}

const rules: Record<Country, Rule[]> = {
  CZ: [
    { on: '01-01', name: 'Nový rok a Den obnovy samostatného českého státu', englishName: "New Year's Day" },
    { on: -2, name: 'Velký pátek', englishName: 'Good Friday' },
    { on: 1, name: 'Velikonoční pondělí', englishName: 'Easter Monday' },
    { on: '05-01', name: 'Svátek práce', englishName: 'Labour Day' },
    { on: '05-08', name: 'Den vítězství', englishName: 'Liberation Day' },
    {
      on: '07-05',
      name: 'Den slovanských věrozvěstů Cyrila a Metoděje',
      englishName: 'Saints Cyril and Methodius Day',
    },
    { on: '07-06', name: 'Den upálení mistra Jana Husa', englishName: 'Jan Hus Day' },
    { on: '09-28', name: 'Den české státnosti', englishName: 'St. Wenceslas Day (Czech Statehood Day)' },
    {
      on: '10-28',
      name: 'Den vzniku samostatného československého státu',
      englishName: 'Independent Czechoslovak State Day',
    },
    {
      on: '11-17',
      name: 'Den boje za svobodu a demokracii',
      englishName: 'Struggle for Freedom and Democracy Day',
    },
    { on: '12-24', name: 'Štědrý den', englishName: 'Christmas Eve' },
    { on: '12-25', name: '1. svátek vánoční', englishName: 'Christmas Day' },
    { on: '12-26', name: '2. svátek vánoční', englishName: 'Boxing Day' },
  ],
  // 1 September (since 2024) and 17 November (since 2025) are holidays still, without a day off.
  SK: [
    { on: '01-01', name: 'Deň vzniku Slovenskej republiky', englishName: "New Year's Day" },
    { on: '01-06', name: 'Zjavenie Pána', englishName: 'Epiphany' },
    { on: -2, name: 'Veľký piatok', englishName: 'Good Friday' },
    { on: 1, name: 'Veľkonočný pondelok', englishName: 'Easter Monday' },
    { on: '05-01', name: 'Sviatok práce', englishName: 'Labour Day' },
    {
      on: '05-08',
      name: 'Deň víťazstva nad fašizmom',
      englishName: 'Day of victory over fascism',
      except: [2026],
    },
    { on: '07-05', name: 'Sviatok svätého Cyrila a Metoda', englishName: 'Saints Cyril and Methodius Day' },
    {
      on: '08-29',
      name: 'Výročie Slovenského národného povstania',
      englishName: 'Slovak National Uprising anniversary',
    },
    { on: '09-01', name: 'Deň Ústavy', englishName: 'Constitution Day', since: 1994, until: 2023 },
    {
      on: '09-15',
      name: 'Sviatok Panny Márie Sedembolestnej',
      englishName: 'Day of Our Lady of the Seven Sorrows',
      except: [2026],
    },
    { on: '11-01', name: 'Sviatok všetkých svätých', englishName: "All Saints' Day" },
    {
      on: '11-17',
      name: 'Deň boja za slobodu a demokraciu',
      englishName: 'Struggle for Freedom and Democracy Day',
      until: 2024,
    },
    { on: '12-24', name: 'Štedrý deň', englishName: 'Christmas Eve' },
    { on: '12-25', name: 'Prvý sviatok vianočný', englishName: 'Christmas Day' },
    { on: '12-26', name: 'Druhý sviatok vianočný', englishName: 'Boxing Day' },
  ],
};

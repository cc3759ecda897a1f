import { expect, it } from 'vitest';

interface Node {
  type: string;
  text?: string;
  url?: string;
  id?: string;
  children?: Node[];
}
interface Mrkdwn {
  parseMrkdwn(source: string): Node[];
}
interface Dates {
  formatDate(at: number, format: string, how: { zone: string; locale: string; now: number }): string;
  toLocal(at: number, zone: string): string;
  fromLocal(local: string, zone: string): number;
}

// The page is plain JavaScript for the browser; these two modules run anywhere.
const page = new URL('../../src/sandbox/page/blocks/', import.meta.url).href;
const { parseMrkdwn } = (await import(`${page}mrkdwn.js`)) as Mrkdwn;
const { formatDate, toLocal, fromLocal } = (await import(`${page}dates.js`)) as Dates;

/** The tree as short text: b(tučně) i(...) s(...) a[url](...) @U1. */
const told = (nodes: Node[]): string => nodes.map(tell).join('');
function tell({ type, text, url, id, children }: Node): string {
  const inside = told(children ?? []);
  const marks: Record<string, string> = {
    bold: `b(${inside})`,
    italic: `i(${inside})`,
    strike: `s(${inside})`,
    quote: `q(${inside})`,
    code: `c(${text})`,
    pre: `p(${text})`,
    link: `a[${url}](${inside})`,
    user: `@${id}`,
    break: '/',
  };
  return marks[type] ?? text ?? `${type}`;
}
const read = (source: string) => told(parseMrkdwn(source));

it('formats what stands between marks and nothing else', () => {
  expect(read('*tučně* _kurzíva_ ~škrt~ `kód`')).toBe('b(tučně) i(kurzíva) s(škrt) c(kód)');
  expect(read('*a _b_*')).toBe('b(a i(b))');
  expect(read('2 * 3 * 4, snake_case_name, ~ 5 ~')).toBe('2 * 3 * 4, snake_case_name, ~ 5 ~');
  expect(read('*nezavřené')).toBe('*nezavřené');
  expect(read('`*ne*` ```*ani\ntady*```')).toBe('c(*ne*) p(*ani\ntady*)');
});

it('reads mentions, links and escaped signs', () => {
  expect(read('<@U1> a <https://x.example/?a=1&amp;b=*|*portál*>')).toBe(
    '@U1 a a[https://x.example/?a=1&b=*](b(portál))',
  );
  expect(read('viz https://x.example/a, ano')).toBe('viz a[https://x.example/a](https://x.example/a), ano');
  expect(read('5 &lt; 6 &amp;amp; &lt;@U1&gt;')).toBe('5 < 6 &amp; <@U1>');
  expect(read('<javascript:alert(1)|zlý>')).toBe('<javascript:alert(1)|zlý>');
});

it('keeps lines, and quotes those that start with an arrow', () => {
  expect(read('a\nb')).toBe('a/b');
  expect(read('&gt; první\n&gt; druhý\nmimo')).toBe('q(první/druhý)mimo');
});

it('says dates in the zone of the one who reads', () => {
  const how = { zone: 'Europe/Prague', locale: 'en-GB', now: Date.parse('2027-03-14T10:00:00Z') / 1000 };
  const deadline = Date.parse('2027-03-15T11:00:00Z') / 1000;
  expect(formatDate(deadline, '{date_short_pretty} at {time}', how)).toBe('tomorrow at 12:00');
  expect(formatDate(deadline, '{date_num} {nonsense}', how)).toBe('2027-03-15 {nonsense}');
});

it('takes a local time there and back, also over the hour that does not exist', () => {
  const at = fromLocal('2027-03-15T12:00', 'Europe/Prague');
  expect(at).toBe(Date.parse('2027-03-15T11:00:00Z') / 1000);
  expect(toLocal(at, 'Europe/Prague')).toBe('2027-03-15T12:00');
  const skipped = fromLocal('2027-03-28T02:30', 'Europe/Prague');
  expect(toLocal(skipped, 'Europe/Prague')).toBe('2027-03-28T03:30');
});

/** The one door for XML from outside: registers and invoices. */

/** An element: attributes as `@name`, words beside attributes as `#text`, repeated children as a list. */
export type XmlElement = Record<string, unknown>;

const largest = 5_000_000;

/**
 * Reads a document without prefixes of namespaces. Every value stays text: 00123562 is not a number.
 * @returns null when it is too large, broken, a web page, or says anything of entities of its own
 */
export async function readXml(content: string, limit = largest): Promise<XmlElement | null> {
  const text = content.replace(/^\ufeff/, '').trimStart();
  // Entities of a document's own can grow without end and name files; neither registers nor invoices have any.
  if (text.length > limit || !text.startsWith('<') || /<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    removeNSPrefix: true,
    processEntities: false,
    trimValues: true,
    cdataPropName: '#cdata',
  });
  try {
    const root = decoded(parser.parse(text, true));
    return typeof root === 'object' && root !== null && !('html' in root) ? (root as XmlElement) : null;
  } catch {
    return null;
  }
}

/** `&` and what else would be read as markup, as references: for what we write into a question. */
export const xmlText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The first of what is repeated, step by step; the words of an element that has attributes; null when empty. */
export function textAt(value: unknown, ...steps: string[]): string | null {
  const found = only(steps.reduce(childOf, value));
  const text = typeof found === 'object' && found !== null ? (found as XmlElement)['#text'] : found;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** All elements of a name, none when there are none. */
export function elementsAt(value: unknown, ...steps: string[]): unknown[] {
  const found = steps.reduce(childOf, value);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

const only = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function childOf(value: unknown, step: string): unknown {
  const element = only(value);
  if (typeof element !== 'object' || element === null || !Object.hasOwn(element, step)) return undefined;
  return (element as XmlElement)[step];
}

/** The tree with references resolved once, and what stands in CDATA taken as it is. */
function decoded(value: unknown): unknown {
  if (typeof value === 'string') return resolved(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  const { '#cdata': plain, ...rest } = value as XmlElement;
  const element = Object.fromEntries(Object.entries(rest).map(([name, child]) => [name, decoded(child)]));
  if (plain === undefined) return element;
  const text = [element['#text'], ...(Array.isArray(plain) ? plain : [plain])].filter(Boolean).join('');
  return Object.keys(rest).every((name) => name === '#text') ? text : { ...element, '#text': text };
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// In one pass: `&amp;lt;` is the text `&lt;`, not a bracket.
const resolved = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name as string] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });

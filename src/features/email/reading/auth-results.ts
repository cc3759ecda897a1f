/** Authentication-Results as RFC 8601 writes them: folded, commented, quoted. */

export interface AuthResult {
  /** dmarc, dkim, spf ... */
  method: string;
  /** pass, fail, none ... */
  result: string;
  /** `header.d`, `header.from`, `smtp.mailfrom` ... lower case, values as written */
  properties: { name: string; value: string }[];
}

export interface AuthResults {
  /** who says so, lower case; null where the field begins with its first result, as Microsoft 365 writes it */
  authservId: string | null;
  /** null when the rest cannot be read */
  results: AuthResult[] | null;
}

/** @param value the field without its name; null when not even its beginning can be read */
export function parseAuthResults(value: string): AuthResults | null {
  const tokens = tokensOf(value);
  const [first, second] = tokens ?? [];
  if (!tokens || first?.kind !== 'word') return null;
  const nameless = second?.kind === '=';
  const body = nameless ? tokens : afterVersion(tokens.slice(1));
  return {
    authservId: nameless ? null : first.text.toLowerCase(),
    results: body && resultsOf(body),
  };
}

type Token = { kind: 'word'; text: string } | { kind: ';' } | { kind: '=' };

/** An id may be followed by the version of the field, which has only ever been 1. */
function afterVersion(tokens: Token[]): Token[] | null {
  const [version] = tokens;
  const rest = version?.kind === 'word' && /^\d+$/.test(version.text) ? tokens.slice(1) : tokens;
  if (rest.length === 0) return [];
  return rest[0]?.kind === ';' ? rest.slice(1) : null;
}

function resultsOf(tokens: Token[]): AuthResult[] | null {
  const results: AuthResult[] = [];
  let section: Token[] = [];
  for (const token of [...tokens, { kind: ';' } as const]) {
    if (token.kind !== ';') {
      section.push(token);
      continue;
    }
    const pairs = pairsOf(section);
    if (pairs === null) return null;
    const [method, ...properties] = pairs;
    if (method) {
      results.push({
        method: method.name.replace(/\/\d+$/, ''),
        result: method.value.toLowerCase(),
        properties,
      });
    }
    section = [];
  }
  return results;
}

/** `method = result`, then `reason = ...` and `ptype.property = value`; `none` alone says that nothing was checked. */
function pairsOf(section: Token[]): { name: string; value: string }[] | null {
  const [only] = section;
  if (!only || (section.length === 1 && only.kind === 'word' && only.text.toLowerCase() === 'none'))
    return [];
  const pairs: { name: string; value: string }[] = [];
  for (let at = 0; at < section.length; ) {
    let name = '';
    for (; section[at]?.kind === 'word'; at += 1) {
      const { text } = section[at] as { text: string };
      // White space and comments may stand around the dot and the slash, and nowhere else within a name.
      if (name !== '' && !/[./]$/.test(name) && !/^[./]/.test(text)) return null;
      name += text;
    }
    const value = section[at + 1];
    if (section[at]?.kind !== '=' || value?.kind !== 'word' || name === '') return null;
    pairs.push({ name: name.toLowerCase(), value: value.text });
    at += 2;
  }
  return pairs;
}

/** null when a comment or a quoted string does not end */
function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (/\s/.test(sign)) {
      at += 1;
    } else if (sign === '(') {
      at = afterComment(text, at);
      if (at < 0) return null;
    } else if (sign === ';' || sign === '=') {
      tokens.push({ kind: sign });
      at += 1;
    } else {
      // A value may hold the sign itself: smtp.mailfrom=prvs=1234=eva@firma.example
      const isValue = tokens.at(-1)?.kind === '=';
      const word = wordAt(text, at, isValue ? /[\s;(]/ : /[\s;(=]/);
      if (!word) return null;
      tokens.push({ kind: 'word', text: word.text });
      at = word.end;
    }
  }
  return tokens;
}

/** Comments nest. @returns the place behind it, -1 when it does not end */
export function afterComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** A word, a quoted string, or both grown together: `"eva nováková"@firma.example` */
function wordAt(text: string, from: number, stop: RegExp): { text: string; end: number } | null {
  let word = '';
  let at = from;
  while (at < text.length && !stop.test(text.charAt(at))) {
    if (text.charAt(at) !== '"') {
      word += text.charAt(at);
      at += 1;
      continue;
    }
    for (at += 1; text.charAt(at) !== '"'; at += 1) {
      if (at >= text.length) return null;
      if (text.charAt(at) === '\\') at += 1;
      word += text.charAt(at);
    }
    at += 1;
  }
  return { text: word, end: at };
}

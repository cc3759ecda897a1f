/** Received fields, as the servers on a mail's way write them, the last server on top. */
import { afterComment } from './auth-results.ts';

export interface Hop {
  /** what the sending machine called itself; null when the field names none: the mail began here */
  from: string | null;
  /** the name that the server looked up for the sender's address itself; null when it found none */
  verifiedName: string | null;
  /** the sender's address as the server saw it */
  ip: string | null;
  /** the server that wrote the field */
  by: string | null;
  /** ESMTPSA, LMTP, HTTP ... in upper case */
  protocol: string | null;
}

/** @param value the field without its name */
export function parseReceived(value: string): Hop {
  const parts = partsOf(value);
  const hop: Hop = { from: null, verifiedName: null, ip: null, by: null, protocol: null };
  let at = 0;
  if (isWord(parts[at], 'from')) {
    // The next word is the sender's own choice, whatever it says.
    hop.from = parts[at + 1]?.text ?? null;
    hop.ip = addressIn(hop.from ?? '');
    at += 2;
    const [comment] = parts.slice(at).filter((part, index) => part.isComment && index === 0);
    if (comment) {
      hop.ip = addressIn(comment.text) ?? hop.ip;
      hop.verifiedName = verifiedNameIn(comment.text);
    }
    while (parts[at]?.isComment) at += 1;
  }
  if (isWord(parts[at], 'by')) {
    hop.by = parts[at + 1]?.text.toLowerCase().replace(/\.$/, '') ?? null;
    at += 2;
    while (parts[at]?.isComment) at += 1;
  }
  if (isWord(parts[at], 'via')) at += 2;
  if (isWord(parts[at], 'with')) hop.protocol = parts[at + 1]?.text.toUpperCase().replace(/;$/, '') ?? null;
  return hop;
}

interface Part {
  text: string;
  isComment: boolean;
}

const isWord = (part: Part | undefined, word: string): boolean =>
  part !== undefined && !part.isComment && part.text.toLowerCase() === word;

function partsOf(value: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < value.length; ) {
    if (/\s/.test(value.charAt(at))) {
      at += 1;
    } else if (value.charAt(at) === '(') {
      const end = afterComment(value, at);
      if (end < 0) return parts;
      parts.push({ text: value.slice(at + 1, end - 1), isComment: true });
      at = end;
    } else {
      const text = /^[^\s(]+/.exec(value.slice(at))?.[0] ?? '';
      parts.push({ text, isComment: false });
      at += text.length;
    }
  }
  return parts;
}

/** `[192.0.2.7]`, `[IPv6:2001:db8::1]`, or bare as Exchange writes it */
function addressIn(text: string): string | null {
  const bracketed = /\[(?:IPv6:)?([0-9a-f.:]+)\]/i.exec(text)?.[1];
  if (bracketed) return bracketed.toLowerCase();
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)$/i.test(text.trim())
    ? text.trim().toLowerCase()
    : null;
}

/** Postfix and sendmail: `(mail.firma.example [192.0.2.7])`; sendmail says when it may be forged. */
function verifiedNameIn(comment: string): string | null {
  if (/may be forged/i.test(comment)) return null;
  const name = /^([a-z0-9][a-z0-9.-]*\.[a-z0-9-]+)\.? \[/i.exec(comment.trim())?.[1];
  return name ? name.toLowerCase() : null;
}

/** Of this machine or of a network that no stranger sends from: loopback, RFC 1918, link-local, unique local IPv6. */
export function isInsideAddress(ip: string): boolean {
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(ip);
  if (four) {
    const [first, second] = [Number(four[1]), Number(four[2])];
    return (
      first === 127 ||
      first === 10 ||
      (first === 172 && second >= 16 && second <= 31) ||
      (first === 192 && second === 168) ||
      (first === 169 && second === 254)
    );
  }
  return ip === '::1' || /^f[cd][0-9a-f]{2}:/.test(ip) || /^fe[89ab][0-9a-f]:/.test(ip);
}

/** The sender had to log in: SMTP with a password (RFC 3848), or a webmail. */
export const isAuthenticated = (protocol: string | null): boolean =>
  protocol !== null && /^(?:UTF8)?(?:E?SMTP|LMTP)S?A$|^HTTPS?$/.test(protocol);

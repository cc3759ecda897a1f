/** What is inside an S/MIME part. The library is loaded when a mail has such a part; most have none. */
import type { asn1 } from 'node-forge';

export type SmimeContent =
  /** the message that was signed, as it stood */
  { kind: 'signed'; content: Buffer } | { kind: 'encrypted' };

const oids = {
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
};
const encrypted = new Set([oids.envelopedData, oids.encryptedData, oids.authEnvelopedData]);

/** Names neither signer nor validity: nobody here knows whose certificates to believe. @returns null when it is neither */
export async function readSmime(bytes: Buffer): Promise<SmimeContent | null> {
  const { default: forge } = await import('node-forge');
  const { Class, Type, derToOid, fromDer } = forge.asn1;
  const binary = derOf(bytes);
  if (binary === null) return null;
  try {
    const info = childrenOf(fromDer(binary, { strict: false, parseAllBytes: false } as never));
    const oid = info[0]?.type === Type.OID ? derToOid(forge.util.createBuffer(info[0].value as string)) : '';
    if (encrypted.has(oid)) return { kind: 'encrypted' };
    if (oid !== oids.signedData) return null;
    const signed = childrenOf(childrenOf(info[1])[0]);
    // After the version and the algorithms: what was signed, with the type of it before.
    const content = childrenOf(signed[2])[1];
    if (content?.tagClass !== Class.CONTEXT_SPECIFIC) return null;
    return { kind: 'signed', content: Buffer.from(textOf(childrenOf(content)[0]), 'latin1') };
  } catch {
    // Cut off on its way, or no ASN.1 at all: the part stays what it is.
    return null;
  }
}

/** Some servers pass the base64 on as text. */
function derOf(bytes: Buffer): string | null {
  if (bytes[0] === 0x30) return bytes.toString('latin1');
  const text = bytes.toString('latin1').replace(/-----[^-]+-----|\s+/g, '');
  return /^MI[A-Za-z0-9+/]+=*$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : null;
}

const childrenOf = (node: asn1.Asn1 | undefined): asn1.Asn1[] =>
  Array.isArray(node?.value) ? (node.value as asn1.Asn1[]) : [];

/** An octet string may come in pieces, and pieces of pieces. */
function textOf(node: asn1.Asn1 | undefined): string {
  if (!node) return '';
  return typeof node.value === 'string' ? node.value : childrenOf(node).map(textOf).join('');
}

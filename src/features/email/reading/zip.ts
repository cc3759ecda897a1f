/** Looks into archives without unpacking what nobody asked for. The library is loaded when there is one. */

/** More names than this say nothing more. */
const mostNames = 2000;
/** A file inside that is read; larger is no invoice. */
const largestPart = 5_000_000;

export interface Zip {
  names: string[];
  files: Map<string, Buffer>;
}

/**
 * @param wanted which files to read as well
 * @returns null when it is no archive; of a damaged one the names that can be read
 */
export async function readZip(
  content: Buffer,
  wanted: (name: string) => boolean = () => false,
): Promise<Zip | null> {
  const { unzipSync } = await import('fflate');
  const names: string[] = [];
  try {
    const unpacked = unzipSync(content, {
      filter: ({ name, originalSize }) => {
        if (names.length < mostNames) names.push(name);
        // The size is what the archive says; the library allocates no more than that.
        return originalSize <= largestPart && names.length < mostNames && wanted(name);
      },
    });
    const files = Object.entries(unpacked).map(([name, bytes]): [string, Buffer] => [
      name,
      Buffer.from(bytes),
    ]);
    return { names, files: new Map(files) };
  } catch {
    const found = names.length > 0 ? names : localNames(content);
    return found.length > 0 ? { names: found, files: new Map() } : null;
  }
}

/** Of an archive of which there is only the beginning: each file in it stands behind its own name. */
function localNames(content: Buffer): string[] {
  const names: string[] = [];
  let at = content.indexOf(localHeader);
  while (at >= 0 && at + 30 < content.length && names.length < mostNames) {
    const length = content.readUInt16LE(at + 26);
    const name = content.subarray(at + 30, at + 30 + length).toString('utf8');
    if (length > 0 && length < 500) names.push(name);
    at = content.indexOf(localHeader, at + 30 + length);
  }
  return names;
}

const localHeader = Buffer.from('PK\x03\x04', 'latin1');

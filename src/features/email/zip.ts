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
 * @returns null when the archive is damaged
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
    return names.length > 0 ? { names, files: new Map() } : null;
  }
}

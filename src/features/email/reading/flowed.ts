/**
 * Text written as `format=flowed` (Thunderbird, Apple Mail): a line that ends with a space goes on in the next, as long
 * as both are quoted equally deep. The parser's own decoder pulls the answer below a quote into the quote's last line.
 * @param delSp the trailing space is a mark only and belongs to no text
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let depth = -1;
  let open = false;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0;
    const words = line.slice(marks).replace(/^ /, '');
    const last = out.length - 1;
    if (open && marks === depth) out[last] += words;
    else out.push(marks > 0 ? `${'> '.repeat(marks)}${words}` : words);
    depth = marks;
    open = words.endsWith(' ') && words !== '-- ';
    if (open && delSp) out[out.length - 1] = (out.at(-1) ?? '').slice(0, -1);
  }
  return out.join('\n');
}

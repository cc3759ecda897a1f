/** Lines of plain text, put together from words, breaks and quotes as they come. */
export class TextBuilder {
  readonly #lines: string[] = [];
  #line = '';
  /** Asking the line itself would copy it each time, and some mails are one line. */
  #endsInSpace = true;
  #depth = 0;
  #pre = 0;
  length = 0;

  words(text: string): void {
    if (this.#pre > 0) {
      const [first = '', ...rest] = text.split('\n');
      this.#add(first);
      for (const line of rest) {
        this.#flush(true);
        this.#add(line);
      }
      return;
    }
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    this.#add(this.#endsInSpace ? collapsed.trimStart() : collapsed);
  }

  line(text: string): void {
    this.block();
    this.#add(text);
    this.block();
  }

  lineBreak(): void {
    this.#flush(true);
  }

  block(): void {
    this.#flush(false);
  }

  paragraph(): void {
    this.#flush(false);
    if (this.#lines.length > 0 && this.#lines.at(-1) !== this.#prefix().trimEnd()) this.#push('');
  }

  quote(change: number): void {
    this.#flush(false);
    this.#depth = Math.min(20, Math.max(0, this.#depth + change));
  }

  pre(open: boolean): void {
    this.#flush(false);
    this.#pre = Math.max(0, this.#pre + (open ? 1 : -1));
  }

  link(url: string, from: number): void {
    const shown = this.#line.slice(-Math.max(0, this.length - from)).trim();
    if (!/^(https?|mailto|tel):/i.test(url) || shown === '' || this.length === from) return;
    const bare = (text: string) =>
      text
        .replace(/^(mailto:|tel:|https?:\/\/(www\.)?)/i, '')
        .replace(/[/\s]+$/, '')
        .toLowerCase();
    if (bare(url) === bare(shown) || url.length > 300) return;
    this.#add(` <${url}>`);
  }

  text(): string {
    this.#flush(false);
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #prefix(): string {
    return '> '.repeat(this.#depth);
  }

  #add(text: string): void {
    if (text !== '') this.#endsInSpace = text.endsWith(' ');
    this.#line += text;
    this.length += text.length;
  }

  #flush(evenWhenEmpty: boolean): void {
    this.#endsInSpace = true;
    if (this.#line.trim() === '' && !evenWhenEmpty) {
      this.#line = '';
      return;
    }
    this.#push(this.#line.replace(/\u00a0/g, ' ').trimEnd());
    this.#line = '';
  }

  #push(line: string): void {
    this.#lines.push(`${this.#prefix()}${line}`.trimEnd());
  }
}

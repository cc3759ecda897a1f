/** Why a file is not read; the person is told in their words (i18n/<language>/imports.ts). */
export interface FileProblems {
  empty: Record<string, never>;
  onlyHeadings: Record<string, never>;
  html: Record<string, never>;
  oldExcel: Record<string, never>;
  openDocument: Record<string, never>;
  password: Record<string, never>;
  /** it would unpack into more than any list of customers has */
  bomb: Record<string, never>;
  columns: { count: number; limit: number };
  rows: { limit: number };
  damaged: Record<string, never>;
  notASpreadsheet: Record<string, never>;
  /** reading took longer, or more memory, than it may */
  tooMuch: Record<string, never>;
}

export type FileProblem = {
  [P in keyof FileProblems]: { problem: P; details: FileProblems[P] };
}[keyof FileProblems];

export class FileRefused extends Error {
  readonly reason: FileProblem;

  constructor(reason: FileProblem) {
    super(`the file is refused: ${reason.problem}`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

export const refuseFile = <P extends keyof FileProblems>(problem: P, details: FileProblems[P]): never => {
  throw new FileRefused({ problem, details } as FileProblem);
};

/** More columns than this are no list of customers. */
export const columnLimit = 200;
export const rowLimit = 100_000;
/** of one cell */
export const cellLimit = 3000;

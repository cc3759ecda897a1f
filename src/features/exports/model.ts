/** What somebody takes away in a file, and who may. */
export const exportKinds = ['deals', 'companies', 'contacts', 'leads', 'activities'] as const;
export type ExportKind = (typeof exportKinds)[number];

export interface Wanted {
  what: ExportKind;
  whose: 'all' | 'mine';
  /** `all`; of deals and leads `open`, a stage or a state; of companies a life-cycle */
  state: string;
  format: 'xlsx' | 'csv';
}

export const exportersChoices = ['everybody', 'leads', 'admins'] as const;
/** Of what they may see anyway; admins always may. */
export type Exporters = (typeof exportersChoices)[number];

export const isExportKind = (text: unknown): text is ExportKind => exportKinds.includes(text as ExportKind);
export const isExporters = (text: unknown): text is Exporters => exportersChoices.includes(text as Exporters);

/** Deals and leads have stages and states, and most want those that are open. */
export const usualState = (what: ExportKind): string =>
  what === 'deals' || what === 'leads' ? 'open' : 'all';

/** An export that somebody was sent. */
export interface PastExport {
  by: string;
  what: ExportKind;
  rows: number;
  at: string;
}

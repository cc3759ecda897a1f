/** The records that can have custom fields. Slices meet in app.ts: it lists the kinds in ctx.ports.fieldKinds. */
import type { ModalView } from '@slack/types';
import type { Words } from '../../i18n/catalog.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId, SubjectKind } from '../../lib/ids.ts';
import type { Place, Request } from '../../slack/requests.ts';
import type { FieldKindKey } from './model.ts';

export interface FieldKind {
  key: FieldKindKey;
  /** of its events */
  subject: SubjectKind;
  /** `Firmy`: what its fields belong to */
  title(t: Words): string;
  /** Who may see its restricted fields besides the sales leads. @throws CrmError notFound, also when the actor may not see the record */
  owner(ctx: Ctx, id: number): Promise<PersonId | null>;
  /** Of many: those that the actor may see, and of these only this colleague's, when one is given. */
  seenAmong(ctx: Ctx, ids: number[], ownerId: PersonId | null): Promise<number[]>;
  /** Of this kind, those whose restricted fields are for the owner of that record: a company's people. */
  inCareOf?(ctx: Ctx, kind: FieldKindKey, id: number): Promise<number[]>;
  /** Locks the record until the transaction ends. @throws CrmError notFound, notAllowed */
  toEdit(tx: Ctx, id: number): Promise<void>;
  /** its stages in order; one who moves a record on is asked for the fields that the stage needs */
  stages?(ctx: Ctx): Promise<{ key: string; name(t: Words): string }[]>;
  /** the one it is in @throws CrmError notFound */
  stage?(ctx: Ctx, id: number): Promise<string | null>;
  /** Moves it to a stage, once that has what it needs. @throws CrmError notFound, notAllowed */
  move?(tx: Ctx, id: number, stage: string): Promise<void>;
  /** The window that moves it to a stage, where that asks for more than fields. @throws CrmError notFound, notAllowed */
  form?(request: Request, place: Place, id: number, stage: string): Promise<ModalView>;
  /** The place where a form of it was opened, after saving. */
  show?(request: Request, place: Place, id: number): Promise<void>;
  /** What shows the record is drawn anew. @param cause unique to the change */
  changed?(tx: Ctx, id: number, cause: string): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where slices stand alone, as in their own tests: then there are no custom fields */
    fieldKinds?: FieldKind[];
  }
}

export const fieldKindsOf = (ctx: Ctx): FieldKind[] => ctx.ports.fieldKinds ?? [];

export const fieldKind = (ctx: Ctx, key: FieldKindKey): FieldKind | null =>
  fieldKindsOf(ctx).find((kind) => kind.key === key) ?? null;

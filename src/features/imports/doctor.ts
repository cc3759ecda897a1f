import type { Ctx } from '../../lib/context.ts';
import type { Check } from '../../operations/doctor.ts';
import { birthNumberCheck } from '../companies/doctor.ts';
import { examineImports } from './sealing.ts';

/** `npm run doctor`: the same of companies as they were before an import, which taking it back would bring. */
export const importChecks = (ctx: Ctx): Check[] => [
  birthNumberCheck(ctx, 'birth numbers before imports', examineImports),
];

import { common } from './common.ts';
import { deals } from './deals.ts';
import { errors } from './errors.ts';

export const words = { common, deals, errors };

import type { Words } from '../catalog.ts';
import { common } from './common.ts';
import { deals } from './deals.ts';
import { errors } from './errors.ts';

export const words: Words = { common, deals, errors };

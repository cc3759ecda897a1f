import type { Words } from '../catalog.ts';
import { admin } from './admin.ts';
import { common } from './common.ts';
import { deals } from './deals.ts';
import { errors } from './errors.ts';
import { registers } from './registers.ts';

export const words: Words = { admin, common, deals, errors, registers };

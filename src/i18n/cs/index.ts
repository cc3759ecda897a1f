import type { Words } from '../catalog.ts';
import { admin } from './admin.ts';
import { common } from './common.ts';
import { deals } from './deals.ts';
import { delivery } from './delivery.ts';
import { errors } from './errors.ts';
import { manifest } from './manifest.ts';
import { rates } from './rates.ts';
import { registers } from './registers.ts';
import { reports } from './reports.ts';
import { watching } from './watching.ts';

export const words: Words = { admin, common, deals, delivery, errors, manifest, rates, registers, reports, watching };

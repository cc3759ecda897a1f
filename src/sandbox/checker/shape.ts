import { codePoints } from './length.ts';
import { complain, inside, isJson, type Json, type Place, type Surface } from './report.ts';

export type Check = (value: unknown, at: Place) => void;
export type Checks = Record<string, Check>;

/** A rule between the fields of one object; it may not assume that the fields themselves are in order. */
export type Rule = (object: Json, at: Place) => void;

/** A string of `min` to `max` Unicode code points. */
export function text(min: number, max = Number.POSITIVE_INFINITY): Check {
  return (value, at) => {
    if (typeof value !== 'string') return complain(at, 'must provide a string');
    checkLength(value, min, max, at);
  };
}

export function checkLength(value: string, min: number, max: number, at: Place): void {
  const length = codePoints(value);
  if (length < min) complain(at, `must be more than ${min - 1} characters`);
  if (length > max) complain(at, `must be less than ${max + 1} characters`);
}

export const flag: Check = (value, at) => {
  if (typeof value !== 'boolean') complain(at, 'must provide a boolean');
};

export const number: Check = (value, at) => {
  if (typeof value !== 'number') complain(at, 'must provide a number');
};

export function integer(min: number, max = Number.POSITIVE_INFINITY): Check {
  return (value, at) => {
    if (!Number.isInteger(value)) return complain(at, 'must provide an integer');
    if (Number(value) < min) complain(at, `must be greater than or equal to ${min}`);
    if (Number(value) > max) complain(at, `must be less than or equal to ${max}`);
  };
}

export function choice(...values: (string | number)[]): Check {
  return (value, at) => {
    if (!values.some((known) => known === value)) complain(at, 'must be a valid enum value');
  };
}

/** A string that `fits`; `wanted` completes the sentence "must be ...". */
export function form(fits: (value: string) => boolean, wanted: string): Check {
  return (value, at) => {
    if (typeof value !== 'string') return complain(at, 'must provide a string');
    if (!fits(value)) complain(at, `must be ${wanted}`);
  };
}

export function list(item: Check, min: number, max = Number.POSITIVE_INFINITY): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return complain(at, 'must provide an array');
    if (value.length < min) complain(at, `must provide at least ${min} items`);
    if (value.length > max) complain(at, `no more than ${max} items allowed`);
    value.forEach((each, index) => {
      item(each, inside(at, index));
    });
  };
}

export function record(required: Checks, optional: Checks = {}, ...rules: Rule[]): Check {
  return (value, at) => {
    if (!isJson(value)) return complain(at, 'must provide an object');
    for (const name of Object.keys(required)) {
      if (!Object.hasOwn(value, name)) complain(at, `missing required field: ${name}`);
    }
    for (const [name, field] of Object.entries(value)) {
      const check = own(required, name) ?? own(optional, name);
      if (check) check(field, inside(at, name));
      else complain(at, `invalid additional property: ${name}`);
    }
    for (const rule of rules) rule(value, at);
  };
}

/** A record whose `type` was already looked at by `byType`. */
export function typed(required: Checks, optional: Checks = {}, ...rules: Rule[]): Check {
  return record({ type: () => {}, ...required }, optional, ...rules);
}

/** Chooses the check by `type`. A type missing from `surfaces` may go anywhere. */
export function byType(checks: Checks, surfaces: Record<string, readonly Surface[]> = {}): Check {
  return (value, at) => {
    if (!isJson(value)) return complain(at, 'must provide an object');
    if (!Object.hasOwn(value, 'type')) return complain(at, 'missing required field: type');
    const type = String(value.type);
    const check = own(checks, type);
    const welcome = own(surfaces, type)?.includes(at.surface) ?? true;
    if (!check || !welcome) return complain(inside(at, 'type'), `unsupported type: ${type}`);
    check(value, at);
  };
}

/** Exactly one of the two fields must be there. */
export function eitherOf(one: string, other: string): Rule {
  return (object, at) => {
    const count = Number(Object.hasOwn(object, one)) + Number(Object.hasOwn(object, other));
    if (count === 0) complain(at, `must define either \`${one}\` or \`${other}\``);
    if (count === 2) complain(at, `must define only one of \`${one}\` or \`${other}\``);
  };
}

function own<Value>(object: Record<string, Value>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

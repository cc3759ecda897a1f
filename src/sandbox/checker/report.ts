export type Surface = 'message' | 'modal' | 'home';

export type ErrorCode =
  | 'invalid_arguments'
  | 'invalid_attachments'
  | 'invalid_blocks'
  | 'invalid_blocks_format'
  | 'markdown_text_conflict'
  | 'msg_blocks_too_long'
  | 'msg_too_long'
  | 'no_text'
  | 'too_many_attachments'
  | 'view_too_large';

/** `error` is Slack's `error`; `message` is one entry of `response_metadata.messages`. */
export type Problem = { error: ErrorCode; message: string };

/** Where the checker stands: a JSON pointer (RFC 6901), the surface it is on, and where to complain. */
export type Place = { pointer: string; surface: Surface; error: ErrorCode; problems: Problem[] };

export type Json = Record<string, unknown>;

export function startAt(pointer: string, surface: Surface, error: ErrorCode): Place {
  return { pointer, surface, error, problems: [] };
}

export function inside(at: Place, ...keys: (string | number)[]): Place {
  const path = keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { ...at, pointer: at.pointer + path };
}

export function complain(at: Place, message: string): void {
  at.problems.push({ error: at.error, message: `${message} [json-pointer:${at.pointer}]` });
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The type of a block or element as it came, '' when it has none. */
export function typeOf(value: unknown): string {
  return isJson(value) && typeof value.type === 'string' ? value.type : '';
}

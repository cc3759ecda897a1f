import { ApiError } from '../failures.ts';
import { type Args, text } from './method.ts';

/** One page of a list and the cursor to the next, '' at the end. @throws ApiError invalid_cursor, invalid_limit */
export function pageOf<T>(
  all: T[],
  args: Args,
  usual: number,
  most: number,
): { page: T[]; nextCursor: string } {
  const limit = Math.min(Number(text(args, 'limit') ?? usual), most);
  if (!Number.isInteger(limit) || limit < 1) throw new ApiError('invalid_limit');
  const start = readCursor(text(args, 'cursor'));
  const end = start + limit;
  return { page: all.slice(start, end), nextCursor: end < all.length ? writeCursor(end) : '' };
}

const writeCursor = (offset: number) => Buffer.from(`offset:${offset}`).toString('base64');

function readCursor(cursor: string | undefined): number {
  if (!cursor) return 0;
  const offset = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (offset === undefined) throw new ApiError('invalid_cursor');
  return Number(offset);
}

/** The thread in which a spreadsheet is read: it never opens the database, and waits until each piece was taken. */
import { parentPort, workerData } from 'node:worker_threads';
import { isKnownHeading } from '../columns.ts';
import { readSpreadsheet } from './open.ts';
import type { ReadMessage, ReadRequest } from './reader.ts';
import { FileRefused } from './refused.ts';
import type { Piece } from './sheets.ts';

const { file, name, labels } = workerData as ReadRequest;
const post = (message: ReadMessage) => parentPort?.postMessage(message);

const taken = (): Promise<void> => new Promise((resolve) => parentPort?.once('message', () => resolve()));

async function hand(piece: Piece): Promise<void> {
  const isTaken = taken();
  post(piece);
  await isTaken;
}

try {
  await readSpreadsheet(file, name, (text) => isKnownHeading(text, labels), hand);
  post({ kind: 'end' });
} catch (error) {
  if (error instanceof FileRefused) post({ kind: 'refused', reason: error.reason });
  else
    post({
      kind: 'failed',
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
}

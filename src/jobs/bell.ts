import { scheduleJob } from 'node-schedule';
import { monotonic } from '../lib/time.ts';

/**
 * Rings each second. What is due is asked of the product's clock and of the database, never of the bell.
 * @returns stops it
 */
export function ringEachSecond(ring: () => void): () => void {
  let rangAt = monotonic();
  const strike = () => {
    rangAt = monotonic();
    ring();
  };
  const hang = () => scheduleJob('* * * * * *', strike);
  let bell = hang();
  // node-schedule counts from its last date: when the machine's clock is set back by an hour, it is silent for an hour.
  const watch = setInterval(() => {
    if (monotonic() - rangAt < 5000) return;
    bell.cancel();
    bell = hang();
    strike();
  }, 5000);
  return () => {
    clearInterval(watch);
    bell.cancel();
  };
}

export interface Timing {
  /** how long a claim holds without being renewed */
  leaseSeconds: number;
  /** how long a post of unknown outcome may take to appear before it is looked for */
  settleMs: number;
  /** between two questions whether Slack accepts us again */
  probeMs: number;
  /** what is due for longer has been missed */
  missedMs: number;
  backOffMs(attempts: number): number;
}

export const usualTiming: Timing = {
  leaseSeconds: 60,
  settleMs: 10_000,
  probeMs: 30_000,
  missedMs: 600_000,
  // Half of it by chance, so that what failed together does not come back together.
  backOffMs: (attempts) => Math.min(300_000, 1000 * 2 ** Math.min(attempts, 10)) * (0.5 + Math.random() / 2),
};

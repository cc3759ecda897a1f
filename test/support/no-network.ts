import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

/** In this file only answers that a test set up come: each must be asked for, and nothing reaches the network. */
export function withoutNetwork(): void {
  beforeAll(() => nock.disableNetConnect());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.abortPendingRequests();
  });
}

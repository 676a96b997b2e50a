import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { GROUP_LIMITS, GroupWriter, type GroupLimits } from './group-writer.js';
import type { Stored, Submission } from './submission.js';

function submission(samples: number): Submission {
  const metrics = Array.from({ length: samples }, (_, i) => [`m${i}`, i] as const);
  const reading = { index: 0, twinId: 't', assetId: 'a', at: 0, metrics, quality: 1, eventId: undefined };
  return { operation: { tenant: 'x', actor: 'y', correlationId: 'z', causationId: null }, readings: [reading] };
}

const STORED: Stored = { position: 1, refused: new Map() };

class FakeStore {
  readonly groups: number[] = [];
  private release: (() => void) | undefined;
  private gate = Promise.resolve();

  readonly write = async (group: readonly Submission[]): Promise<Stored[]> => {
    this.groups.push(group.length);
    await this.gate;
    return group.map(() => STORED);
  };

  hold(): void {
    this.gate = new Promise((resolve) => (this.release = resolve));
  }

  letGo(): void {
    this.release?.();
  }
}

function writer(store: FakeStore, limits: Partial<GroupLimits> = {}): GroupWriter {
  return new GroupWriter(store.write, { ...GROUP_LIMITS, ...limits });
}

describe('GroupWriter', () => {
  it('writes what comes at the same time together', async () => {
    const store = new FakeStore();
    const group = writer(store);
    await Promise.all([group.submit(submission(1)), group.submit(submission(1)), group.submit(submission(1))]);
    expect(store.groups).toEqual([3]);
  });

  it('takes what comes in the very moment in which a group is stored', async () => {
    const store = new FakeStore();
    const group = writer(store, { gatherMs: 0 });
    for (let i = 0; i < 50; i++) await group.submit(submission(1));
    expect(store.groups).toHaveLength(50);
  });

  it('gathers the next group while one is written', async () => {
    const store = new FakeStore();
    const group = writer(store, { gatherMs: 0 });
    store.hold();
    const first = group.submit(submission(1));
    await sleep(10);
    const others = [group.submit(submission(1)), group.submit(submission(1))];
    await sleep(10);
    expect(store.groups).toEqual([1]);
    store.letGo();
    await Promise.all([first, ...others]);
    expect(store.groups).toEqual([1, 2]);
  });

  it('writes full groups beside each other, but not more of them than it may', async () => {
    const store = new FakeStore();
    const group = writer(store, { gatherMs: 0, groupSamples: 1, groupsAtATime: 2 });
    store.hold();
    const submitted: Promise<Stored>[] = [];
    const submit = async (): Promise<void> => {
      submitted.push(group.submit(submission(1)));
      await sleep(10);
    };
    for (let i = 0; i < 4; i++) await submit();
    expect(store.groups).toEqual([1, 1]);
    store.letGo();
    await Promise.all(submitted);
    expect(store.groups).toEqual([1, 1, 1, 1]);
  });

  it('fills a group to its limit and no further, but takes a submission that is larger', async () => {
    const store = new FakeStore();
    const group = writer(store, { groupSamples: 10 });
    await Promise.all([6, 4, 25, 1].map((samples) => group.submit(submission(samples))));
    expect(store.groups).toEqual([2, 1, 1]);
  });

  it('refuses with 503 what finds no room in time, and lets in what does', async () => {
    const store = new FakeStore();
    const group = writer(store, { groupSamples: 5, groupsAtATime: 2, waitingSamples: 10, gatherMs: 0, roomMs: 30 });
    store.hold();
    const inside = [group.submit(submission(5))];
    await sleep(5);
    inside.push(group.submit(submission(5)));
    await sleep(5);
    inside.push(group.submit(submission(10)));
    const tooLate = group.submit(submission(1));
    await expect(tooLate).rejects.toMatchObject({ code: 'unavailable', headers: { 'retry-after': '1' } });
    await expect(tooLate).rejects.toBeInstanceOf(ProblemError);
    inside.push(group.submit(submission(1)));
    store.letGo();
    await Promise.all(inside);
    expect(store.groups).toEqual([1, 1, 1, 1]);
  });

  it('tells when nothing is left to write', async () => {
    const store = new FakeStore();
    const group = writer(store);
    const stored = group.submit(submission(1));
    await group.idle();
    expect(store.groups).toEqual([1]);
    await stored;
  });
});

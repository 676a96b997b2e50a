import { describe, expect, it } from '@jest/globals';
import type { Reading } from './reading.js';
import { readingOf as reading } from './reading.fixture.js';
import type { ReadingSender, Rejection } from './reading-sender.js';
import { SendWindow } from './send-window.js';

/** A sender whose batches are acknowledged by hand, by the row they begin with. */
class HeldSender implements ReadingSender {
  readonly window = 2;
  readonly tellsRejections = true;
  readonly held = new Map<number, { resolve(rejections: Rejection[]): void; reject(error: Error): void }>();

  send(readings: readonly Reading[]): Promise<readonly Rejection[]> {
    return new Promise((resolve, reject: (error: Error) => void) => {
      this.held.set(readings[0]?.row ?? 0, { resolve, reject });
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('SendWindow', () => {
  function open() {
    const sender = new HeldSender();
    const acknowledged: number[] = [];
    const window = new SendWindow(sender, ({ readings }) => acknowledged.push(...readings.map(({ row }) => row)));
    return { sender, acknowledged, window };
  }

  it('tells of acknowledged batches in their order, without holes', async () => {
    const { sender, acknowledged, window } = open();
    await window.add([reading(1)]);
    await window.add([reading(2)]);
    sender.held.get(2)?.resolve([]);
    await turn();
    expect(acknowledged).toEqual([]);
    sender.held.get(1)?.resolve([]);
    await window.drain();
    expect(acknowledged).toEqual([1, 2]);
  });

  it('sends no more than its size at once', async () => {
    const { sender, window } = open();
    await window.add([reading(1)]);
    await window.add([reading(2)]);
    const third = window.add([reading(3)]);
    await turn();
    expect([...sender.held.keys()]).toEqual([1, 2]);
    sender.held.get(1)?.resolve([]);
    await third;
    expect([...sender.held.keys()]).toEqual([1, 2, 3]);
  });

  it('throws what made a batch fail, and counts nothing behind it', async () => {
    const { sender, acknowledged, window } = open();
    await window.add([reading(1)]);
    await window.add([reading(2)]);
    const third = window.add([reading(3)]);
    sender.held.get(1)?.reject(new Error('refused'));
    await expect(third).rejects.toThrow('refused');
    sender.held.get(2)?.resolve([]);
    await turn();
    expect(acknowledged).toEqual([]);
    expect(window.failed.aborted).toBe(true);
    await expect(window.drain()).rejects.toThrow('refused');
  });
});

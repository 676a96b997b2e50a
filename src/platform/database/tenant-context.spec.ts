import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SYSTEM, TenantContext } from './tenant-context.js';

describe('TenantContext', () => {
  it('is the system where nothing was said, and a tenant in what was begun for it', async () => {
    const context = new TenantContext();
    expect(context.tenant).toBe(SYSTEM);
    await context.run('a', async () => {
      await sleep(1);
      expect(context.tenant).toBe('a');
      expect(context.run('b', () => context.tenant)).toBe('b');
      expect(context.tenant).toBe('a');
    });
    expect(context.tenant).toBe(SYSTEM);
  });

  it('settles for all of the work that is in progress, and for no other', async () => {
    const context = new TenantContext();
    const other = context.run(SYSTEM, async () => {
      await sleep(5);
      return context.tenant;
    });
    await context.run(SYSTEM, async () => {
      const begunBefore = sleep(2).then(() => context.tenant);
      await sleep(1);
      context.settle('a');
      expect(await begunBefore).toBe('a');
    });
    expect(await other).toBe(SYSTEM);
    expect(() => {
      context.settle('a');
    }).toThrow('no work in progress');
  });
});

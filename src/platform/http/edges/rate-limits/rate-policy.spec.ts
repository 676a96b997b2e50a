import { describe, expect, it } from '@jest/globals';
import { rateHeaders, RatePolicy, tooManyRequests } from './rate-policy.js';

describe('RatePolicy', () => {
  it('permits the quota, then no more until the window ends, and counts each client by itself', async () => {
    const policy = new RatePolicy('default', 2, 60);
    expect(await policy.count('a')).toMatchObject({ remaining: 1, over: false });
    expect(await policy.count('a')).toMatchObject({ remaining: 0, over: false });
    expect(await policy.count('a')).toMatchObject({ remaining: 0, over: true, resetS: 60 });
    expect(await policy.count('b')).toMatchObject({ remaining: 1, over: false });
  });

  it('tells the policy and what is left of it as the draft says', async () => {
    const counted = await new RatePolicy('default', 100, 60).count('a');
    expect(rateHeaders(counted)).toEqual({
      'ratelimit-policy': '"default";q=100;w=60',
      ratelimit: '"default";r=99;t=60',
    });
  });

  it('begins anew when the window has ended', async () => {
    const policy = new RatePolicy('short', 1, 1);
    await policy.count('a');
    const refused = await policy.count('a');
    expect(refused.over).toBe(true);
    expect(tooManyRequests(refused).headers).toEqual({ 'retry-after': '1' });
    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect((await policy.count('a')).over).toBe(false);
  });
});

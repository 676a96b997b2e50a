import { describe, expect, it } from '@jest/globals';
import { opstwin } from './harness/opstwin-cli.js';

describe('opstwin demo', () => {
  it('does nothing to the oven when the answer is no', async () => {
    const { code, stdout } = await opstwin(['demo'], {}, 'n\n');
    expect(code).toBe(0);
    expect(stdout).toContain('Approve it? [y/N]');
    expect(stdout).toContain('ProposalRejected');
    expect(stdout).not.toContain('ActionQueued');
    expect(stdout).toMatch(/You rejected it\. The oven is now at 9[1-5]\.\d °C/);
  });
});

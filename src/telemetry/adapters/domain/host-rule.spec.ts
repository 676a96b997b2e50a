import { describe, expect, it } from '@jest/globals';
import { HostRule } from './host-rule.js';

describe('HostRule', () => {
  it('permits every host without patterns, and only what a pattern names with them', () => {
    expect(new HostRule(undefined).permits('broker.example')).toBe(true);
    const rule = new HostRule(['*.plant.example', '10.0.*', 'broker']);
    for (const host of ['a.plant.example', 'A.B.PLANT.EXAMPLE', '10.0.0.7', 'broker']) {
      expect(rule.permits(host)).toBe(true);
    }
    for (const host of ['plant.example', 'a.plant.example.org', 'aXplant.example', 'brokers', '10.1.0.7']) {
      expect(rule.permits(host)).toBe(false);
    }
  });

  it.each(['169.254.169.254', 'fe80::1', '::ffff:169.254.169.254', 'febf::1'])('refuses the address %s', (address) => {
    expect(new HostRule(['*']).permitsAddress(address)).toBe(false);
  });

  it.each(['127.0.0.1', '::1', '10.0.0.1', '169.253.0.1', 'fec0::1'])('permits the address %s', (address) => {
    expect(new HostRule(undefined).permitsAddress(address)).toBe(true);
  });
});

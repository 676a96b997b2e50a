import { BlockList, isIP } from 'node:net';

/** Where cloud hosts serve credentials to whoever asks from inside (RFC 3927; RFC 4291, 2.5.6). */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16);
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

/** Which hosts adapters may connect to: those that a pattern names, or all without patterns; never a link-local address. */
export class HostRule {
  private readonly expressions: readonly RegExp[] | undefined;

  /** @param patterns names or addresses, in which `*` stands for any run of characters; undefined permits all */
  constructor(patterns: readonly string[] | undefined) {
    this.expressions = patterns?.map(expression);
  }

  /** Whether the host may be asked at all, by its name. */
  permits(host: string): boolean {
    return this.expressions?.some((pattern) => pattern.test(host)) ?? true;
  }

  /** Whether an address that the host has turned out to have may be connected to. */
  permitsAddress(address: string): boolean {
    return !LINK_LOCAL.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
}

function expression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}

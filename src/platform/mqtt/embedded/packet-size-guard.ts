import type { Socket } from 'node:net';

/** The first packet of a connection, CONNECT, comes from somebody unknown: a token and a will fit into this. */
const CONNECT_BYTES = 64 * 1024;
/** The largest body of a request, and a topic. */
const PACKET_BYTES = 8 * 1024 * 1024 + 64 * 1024;

/** Follows the framing of MQTT packets in a stream of chunks (MQTT 3.1.1, 2.2), to refuse those that are too large. */
export class PacketSizeGuard {
  private limit = CONNECT_BYTES;
  /** Bytes of the present packet's body that are still to come. */
  private body = 0;
  /** How many bytes of its header were seen; 0 between packets. */
  private header = 0;
  private length = 0;

  /** @returns false as soon as a packet announces more than it may hold */
  accepts(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length;) {
      if (this.body > 0) {
        const part = Math.min(this.body, chunk.length - at);
        this.body -= part;
        at += part;
      } else if (!this.acceptsHeaderByte(chunk[at++] ?? 0)) return false;
    }
    return true;
  }

  /** The first byte tells the kind of packet; the next ones its length, seven bits each, the last without the eighth. */
  private acceptsHeaderByte(byte: number): boolean {
    this.header += 1;
    if (this.header === 1) return true;
    this.length += (byte & 0x7f) * 128 ** (this.header - 2);
    if (this.length > this.limit || this.header > 5) return false;
    if (byte & 0x80) return true;
    this.body = this.length;
    this.length = 0;
    this.header = 0;
    this.limit = PACKET_BYTES;
    return true;
  }
}

/** Ends a connection whose packets are too large; the broker's parser would gather them in memory, however large. */
export function guardPacketSizes(socket: Socket): void {
  const guard = new PacketSizeGuard();
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size);
    if (!chunk || guard.accepts(chunk)) return chunk;
    socket.destroy(new Error('A packet is too large'));
    return null;
  };
}

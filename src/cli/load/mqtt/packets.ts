/** Kinds of MQTT 3.1.1 packets (section 2.2.1), in the upper half of their first byte. */
export const CONNACK = 2;
export const PUBACK = 4;

/** CONNECT with a clean session and without keep-alive: a load is never quiet for long. */
export function connectPacket(clientId: string, credentials: { user: string; password: string } | undefined): Buffer {
  const flags = 0x02 | (credentials ? 0xc0 : 0);
  const header = Buffer.concat([text('MQTT'), Buffer.of(4, flags, 0, 0)]);
  const rest = credentials ? [text(credentials.user), text(credentials.password)] : [];
  const body = Buffer.concat([header, text(clientId), ...rest]);
  return Buffer.concat([Buffer.of(0x10), remainingLength(body.length), body]);
}

/** What stands before the payload of a PUBLISH with QoS 1; the packet id is its last two bytes. */
export function publishHead(topic: string, payloadLength: number): Buffer {
  const header = text(topic);
  const length = remainingLength(header.length + 2 + payloadLength);
  return Buffer.concat([Buffer.of(0x32), length, header, Buffer.of(0, 0)]);
}

/** Where the packet id stands in a PUBLISH. */
export function packetIdOffset(packet: Buffer): number {
  let at = 1;
  while ((packet[at] ?? 0) & 0x80) at += 1;
  return at + 3 + packet.readUInt16BE(at + 1);
}

/** A packet that came in: its kind and what follows its length. */
export interface Packet {
  readonly kind: number;
  readonly body: Buffer;
}

/** Takes the first packet off a buffer; undefined while it is not all there. */
export function takePacket(data: Buffer): { packet: Packet; rest: Buffer } | undefined {
  let length = 0;
  for (let at = 1; at < Math.min(5, data.length); at += 1) {
    const byte = data[at] ?? 0;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte & 0x80) continue;
    const end = at + 1 + length;
    if (data.length < end) return undefined;
    return { packet: { kind: (data[0] ?? 0) >> 4, body: data.subarray(at + 1, end) }, rest: data.subarray(end) };
  }
  return undefined;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Seven bits a byte, the lowest first (section 2.2.3). */
function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  for (let rest = length; bytes.length === 0 || rest > 0; rest >>= 7) {
    bytes.push((rest & 0x7f) | (rest >> 7 > 0 ? 0x80 : 0));
  }
  return Buffer.from(bytes);
}

import { describe, expect, it } from '@jest/globals';
import { CONNACK, connectPacket, packetIdOffset, PUBACK, publishHead, takePacket } from './packets.js';

describe('MQTT packets', () => {
  it('says who connects (3.1.1, section 3.1)', () => {
    const packet = connectPacket('c1', { user: 'token', password: 'pw' });
    expect(packet.toString('latin1')).toBe('\x10\x19\0\x04MQTT\x04\xc2\0\0\0\x02c1\0\x05token\0\x02pw');
    expect(connectPacket('c1', undefined).toString('latin1')).toBe('\x10\x0e\0\x04MQTT\x04\x02\0\0\0\x02c1');
  });

  it.each([0, 100, 127, 128, 20_000, 3_000_000])('finds the packet id before %d bytes', (length) => {
    const head = publishHead('a/b', length);
    expect(packetIdOffset(Buffer.concat([head, Buffer.alloc(length)]))).toBe(head.length - 2);
    const whole = takePacket(Buffer.concat([head, Buffer.alloc(length), Buffer.of(0x40)]));
    expect([whole?.packet.kind, whole?.packet.body.length, whole?.rest.length]).toEqual([3, length + 7, 1]);
  });

  it('takes packets off a stream, and leaves what is not whole', () => {
    const data = Buffer.of(0x20, 2, 0, 5, 0x40, 2, 1, 2, 0x40, 2, 1);
    const first = takePacket(data);
    expect(first?.packet).toEqual({ kind: CONNACK, body: Buffer.of(0, 5) });
    const second = takePacket(first?.rest ?? data);
    expect(second?.packet).toEqual({ kind: PUBACK, body: Buffer.of(1, 2) });
    expect(takePacket(second?.rest ?? data)).toBeUndefined();
  });
});

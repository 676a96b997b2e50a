import { describe, expect, it } from '@jest/globals';
import { messageReadings } from './message-readings.js';
import { Unreadable } from './unreadable.js';

const PLACE = { tenant: 'default', twinId: 'line', assetId: 'tool' };

function read(payload: unknown): unknown[] {
  return messageReadings(Buffer.from(JSON.stringify(payload)), PLACE);
}

describe('messageReadings', () => {
  it('gives each reading the ids of its topic', () => {
    const placed = { metrics: { t: 1 }, twin_id: 'line', asset_id: 'tool' };
    expect(read({ metrics: { t: 1 } })).toEqual([placed]);
    expect(read([{ metrics: { t: 1 } }, placed])).toEqual([placed, placed]);
  });

  it('does not let a reading go to another asset than its topic', () => {
    const [other] = read({ metrics: { t: 1 }, asset_id: 'other' });
    expect(other).toBeInstanceOf(Unreadable);
  });

  it('leaves to the schema what is no object', () => {
    expect(read([1, null, []])).toEqual([1, null, []]);
  });

  it('throws on what is not JSON, and on too much', () => {
    expect(() => messageReadings(Buffer.from('{'), PLACE)).toThrow(SyntaxError);
    expect(() => read(new Array(10_001).fill({}))).toThrow(RangeError);
  });
});

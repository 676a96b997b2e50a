import { describe, expect, it } from '@jest/globals';
import type { TopicRule } from '../documents/adapter-document.js';
import { messageItems } from './message-items.js';
import type { Placement } from './topic-template.js';

const PLACE = { twin_id: 'line_1', asset_id: 'oven' };

function items(payload: string, rule: Partial<TopicRule>, bound: Placement = PLACE, mapped = false): unknown[] {
  return messageItems(Buffer.from(payload), { template: 't', payload: 'json', ...rule }, bound, mapped);
}

describe('messageItems', () => {
  it('reads a bare number as the metric of the topic', () => {
    const reading = { ...PLACE, metrics: { heat: 85.2 } };
    expect(items(' 85.2\n', { payload: 'number' }, { ...PLACE, metric: 'heat' })).toEqual([reading]);
    expect(items('85.2', {}, { ...PLACE, metric: 'heat' })).toEqual([reading]);
    expect(items('{"value":85.2,"ts":1795150800}', { metric: 'heat' })).toEqual([{ ...reading, ts: 1795150800 }]);
  });

  it('gives readings the ids of their topic, and those of the rule where the topic has none', () => {
    const metrics = { a: 1 };
    expect(items('[{"metrics":{"a":1}},{"asset_id":"oven","metrics":{"a":1}}]', {})).toEqual([
      { ...PLACE, metrics },
      { ...PLACE, metrics },
    ]);
    expect(items('{"metrics":{"a":1}}', { twin_id: 'line_9', asset_id: 'press' }, { asset_id: 'oven' })).toEqual([
      { twin_id: 'line_9', asset_id: 'oven', metrics },
    ]);
  });

  it.each([
    ['no json', {}, 'malformed-json'],
    ['hot', { payload: 'number', metric: 'heat' }, 'not-a-number'],
    ['0x1f', { payload: 'number', metric: 'heat' }, 'not-a-number'],
    ['"85"', { metric: 'heat' }, 'not-a-number'],
    ['{"twin_id":"line_2","metrics":{"a":1}}', {}, 'other-ids'],
  ] as const)('refuses %s', (payload, rule, code) => {
    expect(items(payload, rule)).toEqual([expect.objectContaining({ code })]);
  });

  it('leaves what a source maps as it is, and tells it what the topic names', () => {
    expect(items('{"t":1,"twin_id":"other"}', {}, PLACE, true)).toEqual([{ t: 1, twin_id: 'other', asset_id: 'oven' }]);
  });
});

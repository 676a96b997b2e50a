import { describe, expect, it } from '@jest/globals';
import { templateFault, TopicTemplate } from './topic-template.js';

describe('TopicTemplate', () => {
  it.each([
    ['plant/{twin_id}/{asset_id}/{metric}', 'plant/+/+/+'],
    ['plant/line-{twin_id}/x', 'plant/+/x'],
    ['+/{asset_id}/#', '+/+/#'],
    ['fixed/topic', 'fixed/topic'],
  ])('subscribes for %s to %s', (text, filter) => {
    expect(templateFault(text)).toBeUndefined();
    expect(new TopicTemplate(text).filter).toBe(filter);
  });

  it.each([
    ['plant/{twin_id}/{asset_id}/{metric}', 'plant/l1/oven/temp', { twin_id: 'l1', asset_id: 'oven', metric: 'temp' }],
    ['plant/{twin_id}/{asset_id}', 'plant/l1/oven/temp', undefined],
    ['plant/{twin_id}/x', 'plant//x', undefined],
    ['plant/line-{twin_id}.a/x', 'plant/line-7.a/x', { twin_id: '7' }],
    ['plant/line-{twin_id}.a/x', 'plant/line-7ba/x', undefined],
    ['+/{asset_id}/#', '/oven', { asset_id: 'oven' }],
    ['+/{asset_id}/#', 'a/oven/b/c', { asset_id: 'oven' }],
    ['+/{asset_id}/#', 'a', undefined],
    ['a.c/(x)', 'abc/x', undefined],
    ['a.c/(x)', 'a.c/(x)', {}],
  ])('reads by %s of %s %j', (text, topic, placement) => {
    expect(new TopicTemplate(text).bind(topic)).toEqual(placement);
  });

  it.each([
    ['a/#/b', '# only at the end'],
    ['a/b+', 'the level "b+"'],
    ['a/{twin_id', 'the level "{twin_id"'],
    ['a/{twin_id}{asset_id}', 'the level'],
    ['a/{site}', '{site} is none of'],
    ['{metric}/{metric}', 'stands in it twice'],
  ])('refuses %s', (text, fault) => {
    expect(templateFault(text)).toContain(fault);
  });
});

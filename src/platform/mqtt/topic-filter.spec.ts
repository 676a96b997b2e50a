import { describe, expect, it } from '@jest/globals';
import { topicMatches } from './topic-filter.js';

describe('topicMatches', () => {
  it('takes + for exactly one level', () => {
    expect(topicMatches('a/+/c', 'a/b/c')).toBe(true);
    expect(topicMatches('a/+/c', 'a/b/b/c')).toBe(false);
    expect(topicMatches('a/+', 'a')).toBe(false);
    expect(topicMatches('a/+', 'a/')).toBe(true);
  });

  it('takes # for everything below, and the level itself', () => {
    expect(topicMatches('a/#', 'a/b/c')).toBe(true);
    expect(topicMatches('a/#', 'a')).toBe(true);
    expect(topicMatches('a/#', 'b/a')).toBe(false);
  });

  it('takes other levels literally', () => {
    expect(topicMatches('a/b', 'a/b')).toBe(true);
    expect(topicMatches('a/b', 'a/B')).toBe(false);
    expect(topicMatches('a/b', 'a/b/c')).toBe(false);
  });
});

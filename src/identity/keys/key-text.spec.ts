import { describe, expect, it } from '@jest/globals';
import { changedTexts } from '../tokens/changed-texts.fixture.js';
import { isKeyOf, KEY_PATTERN, newKey, prefixOf } from './key-text.js';

describe('an API key', () => {
  it('has the form that scanners look for, and is found by its prefix', () => {
    for (let i = 0; i < 1000; i++) {
      const { key, prefix } = newKey();
      expect(key).toMatch(KEY_PATTERN);
      expect(key.startsWith(`opstwin_${prefix}_`)).toBe(true);
      expect(prefixOf(key)).toBe(prefix);
    }
  });

  it('is another one each time, prefix and secret', () => {
    const keys = Array.from({ length: 1000 }, newKey);
    expect(new Set(keys.map(({ prefix }) => prefix)).size).toBe(keys.length);
    expect(new Set(keys.map(({ key }) => key.split('_')[2])).size).toBe(keys.length);
  });

  it('is the one of its digest only, which does not hold it', () => {
    const { key, digest } = newKey();
    expect(isKeyOf(key, digest)).toBe(true);
    expect(isKeyOf(newKey().key, digest)).toBe(false);
    expect(isKeyOf(key, digest.subarray(1))).toBe(false);
    expect(digest).toHaveLength(32);
  });

  it('is known for a wrong one by its checksum with any character changed, and is not the one of the digest', () => {
    const { key, digest } = newKey();
    for (const changed of changedTexts(key)) {
      expect([changed, prefixOf(changed)]).toEqual([changed, undefined]);
      expect(isKeyOf(changed, digest)).toBe(false);
    }
  });

  it.each(['', 'opstwin_', 'opstwin__', `opstwin_${'a'.repeat(11)}_${'b'.repeat(49)}`])('is not %j', (text) => {
    expect(prefixOf(text)).toBeUndefined();
  });
});

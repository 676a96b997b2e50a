import { describe, expect, it } from '@jest/globals';
import { TransitionRefused, TransitionTable } from './transition-table.js';

const door = new TransitionTable('a door', 'open', { open: ['closed'], closed: ['open', 'walled'], walled: [] });

describe('TransitionTable', () => {
  it('allows what it declares and refuses the rest, naming both states', () => {
    expect(door.allows('open', 'closed')).toBe(true);
    expect(() => {
      door.require('open', 'walled');
    }).toThrow(new TransitionRefused('a door', 'open', 'walled'));
  });

  it('knows where it ends', () => {
    expect(door.ends('walled')).toBe(true);
    expect(door.ends('closed')).toBe(false);
  });

  it('is refused itself when no path leads to a state', () => {
    expect(() => new TransitionTable<'open' | 'lost'>('a door', 'open', { open: [], lost: ['open'] })).toThrow(
      'a door leads to lost',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { Seats } from './seats.js';

describe('Seats', () => {
  it('are given until they are all taken, and again when they are left', () => {
    const seats = new Seats(2);
    const leave = seats.take();
    seats.take();
    expect(() => seats.take()).toThrow(/All 2 event streams/);
    leave();
    leave();
    seats.take();
    expect(() => seats.take()).toThrow(/All 2/);
  });

  it('tell those who are turned away when to come again', () => {
    const seats = new Seats(0);
    const after = Array.from({ length: 50 }, () => {
      try {
        return seats.take();
      } catch (error) {
        expect(error).toMatchObject({ code: 'unavailable', status: 503 });
        return Number((error as ProblemError).headers['retry-after']);
      }
    });
    expect(new Set(after).size).toBeGreaterThan(1);
    expect(after.every((seconds) => Number.isInteger(seconds) && Number(seconds) >= 2 && Number(seconds) <= 10)).toBe(
      true,
    );
  });
});

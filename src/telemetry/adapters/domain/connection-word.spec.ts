import { describe, expect, it } from '@jest/globals';
import { saysConnected } from './connection-word.js';

describe('saysConnected', () => {
  it.each([
    ['online', true],
    [' Offline\n', false],
    ['1', true],
    ['"disconnected"', false],
    ['{"online":false,"timestamp":1}', false],
    ['{"status":"ONLINE"}', true],
    ['{"battery":3}', undefined],
    ['{broken', undefined],
    ['', undefined],
    ['maybe', undefined],
  ])('takes %j for %p', (payload, connected) => {
    expect(saysConnected(payload)).toBe(connected);
  });
});

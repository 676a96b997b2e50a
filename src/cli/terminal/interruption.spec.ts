import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { catchInterruption } from './interruption.js';

describe('catchInterruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('turns %s into an aborted signal and exit code %d', (name, code) => {
    const source = new EventEmitter();
    const interruption = catchInterruption(source);
    expect(interruption.exitCode).toBeUndefined();
    source.emit(name);
    expect(interruption.signal.aborted).toBe(true);
    expect(interruption.exitCode).toBe(code);
  });

  it('leaves a second signal to the process, which then ends at once', () => {
    const source = new EventEmitter();
    catchInterruption(source);
    source.emit('SIGINT');
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});

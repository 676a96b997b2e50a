import { describe, expect, it } from '@jest/globals';
import { ProgressBar } from './progress-bar.js';
import { FakeClock } from '../client/fake-clock.fixture.js';

function stream(isTTY: boolean, columns = 120) {
  return {
    isTTY,
    columns,
    written: '',
    write(text: string) {
      this.written += text;
    },
  };
}

const state = { rows: 12_000, rate: 4_000, fraction: 0.25, remaining: 9 };

describe('ProgressBar', () => {
  it('redraws one line on a terminal', () => {
    const [terminal, clock] = [stream(true), new FakeClock()];
    const bar = new ProgressBar(terminal, clock);
    bar.update(state);
    clock.pass(200);
    bar.update({ ...state, fraction: 0.5 });
    bar.finish();
    expect(terminal.written).toContain('\r\u001b[K██████░');
    expect(terminal.written).toContain('25.0 %, 12,000 rows, 4,000 rows/s, 9 s to go');
    expect(terminal.written.match(/\n/g)).toHaveLength(1);
  });

  it('shows what it knows when nobody knows how much there is', () => {
    const terminal = stream(true);
    new ProgressBar(terminal, new FakeClock()).update({ rows: 5, rate: 2, fraction: undefined });
    expect(terminal.written).toBe('\r\u001b[K5 rows, 2 rows/s');
  });

  it('does not draw more often than the eye can follow', () => {
    const [terminal, clock] = [stream(true), new FakeClock()];
    const bar = new ProgressBar(terminal, clock);
    for (let i = 0; i < 50; i += 1) bar.update(state);
    expect(terminal.written.match(/rows\/s/g)).toHaveLength(1);
  });

  it('never fills the whole width, which would wrap', () => {
    const terminal = stream(true, 20);
    new ProgressBar(terminal, new FakeClock()).update(state);
    expect(terminal.written.replace('\r\u001b[K', '')).toHaveLength(19);
  });

  it('takes a terminal that does not know its width for a usual one', () => {
    const terminal = stream(true, 0);
    new ProgressBar(terminal, new FakeClock()).update(state);
    expect(terminal.written).toContain('to go');
  });

  it('writes plain lines every few seconds where there is no terminal', () => {
    const [pipe, clock] = [stream(false), new FakeClock()];
    const bar = new ProgressBar(pipe, clock);
    for (let second = 0; second <= 10; second += 1) {
      bar.update(state);
      clock.pass(1_000);
    }
    bar.finish();
    expect(pipe.written).toBe('25.0 %, 12,000 rows, 4,000 rows/s, 9 s to go\n'.repeat(2));
  });

  it('puts a note on a line of its own and draws the bar again below it', () => {
    const terminal = stream(true);
    const bar = new ProgressBar(terminal, new FakeClock());
    bar.update(state);
    bar.note('trying again');
    expect(terminal.written).toContain('\r\u001b[Ktrying again\n\r\u001b[K█');
  });
});

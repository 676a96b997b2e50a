import { describe, expect, it } from '@jest/globals';
import { SimulatedLine } from './simulated-line.js';

function meanOf(line: SimulatedLine, steps: number): number {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += line.step();
  return sum / steps;
}

describe('SimulatedLine', () => {
  it('stays at its setpoint, but for noise', () => {
    const line = new SimulatedLine(80);
    expect(meanOf(line, 2000)).toBeCloseTo(80, 0);
    expect(line.step()).not.toBe(line.step());
  });

  it('follows a moved setpoint within a few dozen steps, but for a tenth of the way', () => {
    const line = new SimulatedLine(80);
    line.moveSetpoint(95);
    expect(line.step()).toBeLessThan(90);
    meanOf(line, 60);
    expect(meanOf(line, 2000)).toBeCloseTo(93.5, 0);
  });
});

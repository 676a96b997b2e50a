/**
 * A sim.v1 scenario that fits any metric: it asks whether the value comes back by itself, or better when the setpoint
 * moves to the baseline. `observed`, `baseline` and `spread` (the baseline's standard deviation) are in the metric's
 * unit and given to each run; `drift` is how far the value wanders meanwhile, in spreads; `effect` is the share of the
 * deviation that goes away: none of it when nothing is done, 50 to 100 % when the setpoint is moved.
 */
export const HOLD_OR_MOVE_SETPOINT = {
  name: 'hold-or-move-setpoint',
  description:
    'Compares doing nothing with moving the setpoint back to the baseline, by how far the metric then is off.',
  parameters: {
    observed: 90,
    baseline: 80,
    spread: 2,
    drift: { dist: 'normal', mean: 0, std: 1 },
    effect: 0,
  },
  kpis: {
    level: 'baseline + (observed - baseline) * (1 - effect) + drift * spread',
    // A series that never moved has no spread; then any deviation is a great one.
    deviation: 'abs((observed - baseline) * (1 - effect) + drift * spread) / max(spread, 0.000000001)',
  },
  objective: { minimize: 'mean(deviation)' },
  candidates: [
    { id: 'hold', label: 'Do nothing' },
    {
      id: 'move_setpoint',
      label: 'Move the setpoint to the baseline',
      parameters: { effect: { dist: 'triangular', low: 0.5, mode: 0.8, high: 1 } },
      action: { type: 'set_parameter', params: { setpoint: { $parameter: 'baseline' } } },
    },
  ],
} as const;

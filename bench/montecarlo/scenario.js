/** The reference model with its first candidate: three random parameters, two clipped KPIs. */
export const SCENARIO = {
  name: 'reference',
  parameters: {
    price: { dist: 'normal', mean: 100, std: 15 },
    demand: { dist: 'triangular', low: 800, mode: 1000, high: 1500 },
    delay: { dist: 'lognormal', mu: 0.5, sigma: 0.4 },
    cost: 60,
  },
  kpis: {
    profit: 'clip(price*demand*(1-0.05*delay)-cost*demand, -20000, 120000)',
    service: 'clip(1-delay/6-(demand-1000)/5000, 0, 1)',
  },
  objective: { maximize: 'mean(profit)' },
  candidates: [{ id: 'hold' }],
};

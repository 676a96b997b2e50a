import type { Objective } from './scenario-document.js';

const MEAN = /^mean\(\s*([A-Za-z]\w*)\s*\)$/;

/** An objective that has been read. */
export interface Goal {
  readonly direction: 'maximize' | 'minimize';
  readonly kpi: string;
}

/** Reads an objective; undefined when it is not of the form mean(kpi). */
export function readObjective(objective: Objective): Goal | undefined {
  const [direction, text] =
    'maximize' in objective ? (['maximize', objective.maximize] as const) : (['minimize', objective.minimize] as const);
  const kpi = MEAN.exec(text)?.[1];
  return kpi === undefined ? undefined : { direction, kpi };
}

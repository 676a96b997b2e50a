/** What the demo reads of a proposal. */
export interface ProposalDocument {
  readonly proposal_id: string;
  readonly status: string;
  readonly summary: string;
  readonly recommended_action: { readonly type: string; readonly target: string; readonly params: object };
  readonly confidence: number | null;
  readonly digest: string;
  readonly sim_id: string | null;
}

interface Level {
  readonly mean: number;
  readonly p5: number;
  readonly p95: number;
}

/** What the demo reads of a simulation of the default scenario, whose KPI `level` is where the metric ends up. */
export interface SimulationDocument {
  readonly samples: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly label?: string;
    readonly kpi_distribution: { readonly level: Level };
  }[];
  readonly recommended: { readonly candidate_id: string; readonly confidence: number; readonly reasoning: string };
}

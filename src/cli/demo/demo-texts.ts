import type { Painter } from '../terminal/colour.js';
import type { ProposalDocument, SimulationDocument } from './wire-documents.js';

/** The proposal as an approver sees it: what would run, and what the simulation expects of each candidate. */
export function proposalText(proposal: ProposalDocument, simulation: SimulationDocument, paint: Painter): string {
  const { type, target, params } = proposal.recommended_action;
  const candidates = simulation.candidates.map(({ id, label, kpi_distribution: { level } }) => {
    const mark = id === simulation.recommended.candidate_id ? paint('green', '▶') : ' ';
    return `  ${mark} ${(label ?? id).padEnd(34)} ${degrees(level.mean)}  (90 % within ${degrees(level.p5)} … ${degrees(level.p95)})`;
  });
  return [
    '',
    paint('yellow', proposal.summary),
    '',
    `  What would run   ${type} ${JSON.stringify(params)} on ${target}`,
    `  Confidence       ${proposal.confidence === null ? 'unknown' : proposal.confidence.toFixed(2)}`,
    `  Digest           ${proposal.digest}`,
    '',
    `  Where the temperature ends up, by ${simulation.samples.toLocaleString('en')} simulated futures:`,
    ...candidates,
    `  ${simulation.recommended.reasoning}`,
    '',
  ].join('\n');
}

/** What became of it, beside what the simulation had said. */
export function outcomeText(
  approved: boolean,
  simulation: SimulationDocument,
  observed: number,
  paint: Painter,
): string {
  const id = approved ? simulation.recommended.candidate_id : 'hold';
  const level = simulation.candidates.find((candidate) => candidate.id === id)?.kpi_distribution.level;
  const lines = ['', `You ${approved ? 'approved' : 'rejected'} it. The oven is now at ${degrees(observed)}.`];
  if (level) {
    const inside = observed >= level.p5 && observed <= level.p95;
    const verdict = inside
      ? paint('green', 'inside the range that the simulation gave nine chances in ten')
      : paint('yellow', 'outside the range that the simulation gave nine chances in ten');
    lines.push(
      `The simulation of "${id}" expected ${degrees(level.mean)} (${degrees(level.p5)} … ${degrees(level.p95)}): off by ${degrees(Math.abs(observed - level.mean))}, ${verdict}.`,
    );
  }
  return [...lines, ''].join('\n');
}

function degrees(celsius: number): string {
  return `${celsius.toFixed(1)} °C`;
}

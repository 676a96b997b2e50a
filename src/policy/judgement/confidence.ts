import { CONFIDENCE_PARTS, type ConfidencePartName, type ConfidenceParts } from '../messages/decision.js';
import type { PartScores } from '../documents/policy-document.js';

/** What is known about one part. */
export interface Assessment {
  /** 0 to 1; undefined when nothing is known. */
  readonly score: number | undefined;
  readonly explanation: string;
}

export interface Confidence {
  /** 0 to 1. */
  readonly total: number;
  readonly parts: ConfidenceParts;
}

/**
 * The weighted mean of the four parts. A part of which nothing is known counts with the score that the policy sets for
 * that. Weights are scaled to add up to 1.
 */
export function weighConfidence(
  assessments: Readonly<Record<ConfidencePartName, Assessment>>,
  weights: PartScores,
  missing: PartScores,
): Confidence {
  const sum = CONFIDENCE_PARTS.reduce((all, name) => all + weights[name], 0);
  const parts = Object.fromEntries(
    CONFIDENCE_PARTS.map((name) => {
      const { score, explanation } = assessments[name];
      return [
        name,
        {
          score: Math.min(Math.max(score ?? missing[name], 0), 1),
          weight: weights[name] / sum,
          missing: score === undefined,
          explanation: score === undefined ? `${explanation} The policy counts that as ${missing[name]}.` : explanation,
        },
      ];
    }),
  ) as unknown as ConfidenceParts;
  const total = CONFIDENCE_PARTS.reduce((all, name) => all + parts[name].weight * parts[name].score, 0);
  return { total: Math.min(total, 1), parts };
}

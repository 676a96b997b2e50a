/** How the z-score detector judges. Counts are numbers of samples, scores numbers of standard deviations. */
export interface ZScoreParameters {
  /** Samples that form the first baseline, before any is judged. */
  readonly warmUp: number;
  /** Samples that the baseline remembers; older ones fade out, so that it follows slow drift. */
  readonly horizon: number;
  /** From this |z| on a sample is suspicious: it does not move the baseline, and is no anomaly yet. */
  readonly low: number;
  /** Least |z| of each severity that counts as anomalous. */
  readonly medium: number;
  readonly high: number;
  readonly critical: number;
  /** Consecutive anomalous samples that open an anomaly: a single spike does not. */
  readonly opensAfter: number;
  /** Consecutive samples that are not anomalous, after which it clears. */
  readonly clearsAfter: number;
  /** Anomalous samples of one anomaly after which their level is the new baseline. */
  readonly acceptedAfter: number;
  /** Least standard deviation, as a share of the mean's magnitude: a constant series has some noise still. */
  readonly relativeFloor: number;
  /** Least standard deviation of a series around zero, in its own unit. */
  readonly absoluteFloor: number;
}

export const ZSCORE_PARAMETERS: ZScoreParameters = {
  warmUp: 60,
  horizon: 10_000,
  low: 3,
  medium: 4,
  high: 5,
  critical: 6,
  opensAfter: 3,
  clearsAfter: 12,
  acceptedAfter: 288,
  relativeFloor: 0.005,
  absoluteFloor: 1e-6,
};

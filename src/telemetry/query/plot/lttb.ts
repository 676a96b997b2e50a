/** A sample on a plane. */
export interface PlotPoint {
  /** Time; any unit. */
  readonly x: number;
  readonly y: number;
}

const ORIGIN: PlotPoint = { x: 0, y: 0 };

/**
 * Which points to keep so that a line through them looks like the line through all: Largest Triangle Three Buckets
 * (Steinarsson 2013, "Downsampling Time Series for Visual Representation"). The first and the last are always kept.
 * @param points in the order of x
 * @param threshold how many to keep, at least 3
 * @returns their places, in order; all when there are no more than that
 */
export function largestTriangles(points: readonly PlotPoint[], threshold: number): number[] {
  const { length } = points;
  if (length <= threshold) return points.map((_, i) => i);
  const kept = [0];
  const width = (length - 2) / (threshold - 2);
  const edge = (bucket: number): number => Math.min(Math.floor(bucket * width) + 1, length - 1);
  for (let bucket = 0; bucket < threshold - 2; bucket++) {
    const last = points[kept.at(-1) ?? 0] ?? ORIGIN;
    const next = mean(points, edge(bucket + 1), Math.max(edge(bucket + 2), edge(bucket + 1) + 1));
    kept.push(largest(points, edge(bucket), edge(bucket + 1), last, next));
  }
  kept.push(length - 1);
  return kept;
}

function mean(points: readonly PlotPoint[], from: number, until: number): PlotPoint {
  const share = 1 / (until - from);
  return points
    .slice(from, until)
    .reduce((sum, { x, y }) => ({ x: sum.x + x * share, y: sum.y + y * share }), { x: 0, y: 0 });
}

/** The place of the point that has the largest triangle with the one kept before and the mean of those after. */
function largest(points: readonly PlotPoint[], from: number, until: number, a: PlotPoint, c: PlotPoint): number {
  let [best, place] = [-1, from];
  points.slice(from, until).forEach(({ x, y }, i) => {
    const area = Math.abs((a.x - c.x) * (y - a.y) - (a.x - x) * (c.y - a.y));
    if (area > best) [best, place] = [area, from + i];
  });
  return place;
}

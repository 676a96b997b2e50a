import type { UniformStream } from '../random/uniform-stream.js';

/**
 * Writes `count` samples from sample `first` on to the front of `out`. Sample i is a function of the stream and i alone.
 */
export type Sampler = (out: Float64Array, stream: UniformStream, first: number, count: number) => void;

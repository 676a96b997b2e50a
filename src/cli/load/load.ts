import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../client/clock.js';
import { readingsEach, type LoadOptions } from './load-options.js';
import { loadReport, type LoadReport } from './load-report.js';
import { LoadRun } from './load-run.js';
import { loadSlots } from './load-slots.js';
import { ClosedSchedule, OpenSchedule, type Schedule } from './schedule.js';
import type { SeriesWalk } from './series-walk.js';
import { Tally } from './tally.js';

/** Sends readings for the time asked, and reports. Throws a UserError when the server cannot or will not take them. */
export async function load(
  options: LoadOptions,
  signal: AbortSignal,
  onSecond: (second: number, report: LoadReport) => void,
): Promise<LoadReport> {
  const clock = systemClock;
  // Every connection may wait for it at once.
  setMaxListeners(0, signal);
  const { slots, walks } = loadSlots(options);
  const countFrom = clock.now() + options.warmUp * 1000;
  const end = countFrom + options.seconds * 1000;
  const [all, last] = [new Tally(), new Tally()];
  const busyAtStart = performance.eventLoopUtilization();
  const schedule = scheduleOf(options, end, signal);
  const stopTicking = everySecond(countFrom, (second, seconds) => {
    onSecond(second, loadReport(options, last, seconds, 0));
    last.reset();
  });
  const stopFaults = putFaults(walks, options.faults);
  const target = options.mqtt === undefined ? new URL(options.url).origin : new URL(options.mqtt).host;
  try {
    await new LoadRun({ target, slots, schedule, tallies: [all, last], clock, countFrom, end, signal }).run();
  } finally {
    stopTicking();
    stopFaults();
  }
  const busy = performance.eventLoopUtilization(busyAtStart).utilization;
  return loadReport(options, all, Math.max(0, clock.now() - countFrom) / 1000, busy);
}

function scheduleOf({ rate, ...options }: LoadOptions, end: number, signal: AbortSignal): Schedule {
  if (rate === undefined) return new ClosedSchedule(systemClock, end, signal);
  return new OpenSchedule(systemClock, end, signal, (readingsEach(options) / rate) * 1000);
}

/** Calls with each second after a start, and how long it really was. @returns how to stop, with what remains */
function everySecond(start: number, tick: (second: number, seconds: number) => void): () => void {
  let last = start;
  const tickFrom = (due: number) => {
    const now = systemClock.now();
    if (now < due) return;
    tick(Math.round((now - start) / 1000), (now - last) / 1000);
    last = now;
  };
  const timer = setInterval(() => {
    tickFrom(start + 1000 * (Math.floor((last - start) / 1000) + 1));
  }, 50);
  return () => {
    clearInterval(timer);
    tickFrom(last + 500);
  };
}

/** Makes an asset faulty now and then. @returns how to stop */
function putFaults(walks: readonly SeriesWalk[], perMinute: number | undefined): () => void {
  if (perMinute === undefined) return () => undefined;
  const timer = setInterval(() => walks[Math.floor(Math.random() * walks.length)]?.fail(), 60_000 / perMinute);
  return () => {
    clearInterval(timer);
  };
}

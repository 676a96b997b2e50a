"""The reference model in NumPy: for each number of samples on a line, a line with milliseconds and memory."""

import json
import resource
import sys
import time

import numpy as np

PERCENTILES = [5, 25, 50, 75, 95, 99]


def run(samples):
    rng = np.random.default_rng(2026)
    price = rng.normal(100, 15, samples)
    demand = rng.triangular(800, 1000, 1500, samples)
    delay = rng.lognormal(0.5, 0.4, samples)
    profit = np.clip(price * demand * (1 - 0.05 * delay) - 60 * demand, -20000, 120000)
    service = np.clip(1 - delay / 6 - (demand - 1000) / 5000, 0, 1)
    return [(kpi.mean(), kpi.std(ddof=1), np.percentile(kpi, PERCENTILES)) for kpi in (profit, service)]


print(f"NumPy {np.__version__}", flush=True)
for line in sys.stdin:
    begun = time.perf_counter()
    run(int(line))
    ms = (time.perf_counter() - begun) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": ms, "mebibytes": peak}), flush=True)

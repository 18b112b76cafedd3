"""Writes figures.json: what scipy and statsmodels say, for compare.test.ts to agree with.

usage: python3 -m venv /tmp/reference && /tmp/reference/bin/pip install scipy==1.17.1 statsmodels==0.15.0
       /tmp/reference/bin/python tests/reference/statistics/export.py > tests/reference/statistics/figures.json
"""

import json
import math

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

LEVELS = [0.9, 0.95, 0.99]
rng = np.random.default_rng(20261129)


def interval(pair):
    return [float(end) for end in pair]


def wilson():
    cases = [(0, 20), (1, 29), (15, 148), (81, 263), (200, 464), (20, 20), (1999, 2000)]
    return [
        {"successes": c, "n": n, "level": level,
         "interval": interval(proportion_confint(c, n, alpha=1 - level, method="wilson"))}
        for c, n in cases for level in LEVELS
    ]


def exact_mcnemar():
    cases = [(67, 33), (5, 0), (3, 3), (1, 9), (120, 100), (40, 41), (300, 180)]
    return [
        {"fixed": b, "broken": c, "p": float(mcnemar([[10, b], [c, 10]], exact=True).pvalue)}
        for b, c in cases
    ]


def sign_flip():
    cases = []
    for bottom, size in [(1, 9), (4, 8), (4, 12), (12, 11), (4, 14)]:
        tops = rng.integers(-bottom, bottom + 1, size=size)
        result = stats.permutation_test(
            (tops / bottom,), lambda x, axis: np.mean(x, axis=axis), permutation_type="samples",
            vectorized=True, n_resamples=np.inf, alternative="two-sided")
        cases.append({"tops": tops.tolist(), "bottom": bottom, "p": float(min(1, result.pvalue))})
    return cases


def holm():
    families = [[0.01, 0.04, 0.03, 0.005], rng.random(10).tolist(), (rng.random(28) ** 4).tolist()]
    return [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in families]


def mean_of(cost, axis=-1):
    return np.mean(cost, axis=axis)


def ratio_of(cost, successes, axis=-1):
    return np.sum(cost, axis=axis) / np.sum(successes, axis=axis)


def bootstrap():
    skewed = np.round(rng.lognormal(-3, 1, 40), 6)
    successes = (rng.random(40) < 0.7).astype(float)
    cases = []
    for name, data, statistic in [("mean", (skewed,), mean_of), ("ratio", (skewed, successes), ratio_of)]:
        for method in ["BCa", "percentile"]:
            result = stats.bootstrap(
                data, statistic, n_resamples=500, confidence_level=0.95, method=method, paired=True,
                vectorized=True, rng=np.random.default_rng(1))
            cases.append({
                "statistic": name, "method": method, "columns": [column.tolist() for column in data],
                "replicates": result.bootstrap_distribution.tolist(),
                "interval": interval(result.confidence_interval)})
    return cases


def clustered_mean():
    groups = np.repeat(np.arange(12), rng.integers(1, 5, 12))
    values = np.round(rng.normal(0.5, 0.1, 12)[groups] + rng.normal(0, 0.2, len(groups)), 6)
    fit = sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    return {"groups": groups.tolist(), "values": values.tolist(), "mean": float(fit.params[0]),
            "interval": interval(fit.conf_int(0.05)[0])}


def quantile():
    values = np.round(rng.lognormal(7, 0.6, 90), 3)
    cases = []
    for q in [0.5, 0.95]:
        ends = stats.quantile_test(values, q=float(np.median(values)), p=q).confidence_interval(0.95)
        cases.append({"q": q, "value": float(np.quantile(values, q)), "interval": interval(ends)})
    return {"values": values.tolist(), "cases": cases}


def pass_k():
    counts = [(int(n), int(c)) for n, c in [(4, 0), (4, 1), (4, 3), (4, 4), (8, 5), (5, 2)]]
    return [
        {"trials": n, "successes": c, "k": k,
         "all": math.comb(c, k) / math.comb(n, k), "any": 1 - math.comb(n - c, k) / math.comb(n, k)}
        for n, c in counts for k in range(1, n + 1)
    ]


def normal():
    points = [-38.0, -12.5, -6.0, -5.0, -3.1, -1.0, -1e-9, 0.0, 0.3, 1.959963984540054, 4.9, 5.1, 9.0]
    return [{"x": x, "cdf": float(stats.norm.cdf(x))} for x in points]


print(json.dumps({
    "versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__},
    "wilson": wilson(), "mcnemar": exact_mcnemar(), "signFlip": sign_flip(), "holm": holm(),
    "bootstrap": bootstrap(), "clusteredMean": clustered_mean(), "quantile": quantile(), "passK": pass_k(),
    "normal": normal(),
}, indent=1))

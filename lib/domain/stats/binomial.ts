import { incompleteBeta } from "@/lib/domain/stats/incomplete-beta"

/** P(X <= k) for X ~ Binomial(n, p). Source: NIST DLMF 8.17.24 (the sum is a regularised incomplete beta function). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(1 - p, n - Math.floor(k), Math.floor(k) + 1)
}

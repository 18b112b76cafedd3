import { incompleteBeta } from "@/lib/domain/stats/incomplete-beta"

/** P(T > t) for Student's t with `freedom` degrees of freedom and t >= 0. Source: NIST DLMF 8.17 and Abramowitz & Stegun 26.7.1. */
export function studentUpperTail(t: number, freedom: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/**
 * The two-sided critical value of Student's t: 12.7062 for level 0.95 and 1 degree of freedom. Found by bisection of the
 * exact tail, to 1e-12 relative.
 */
export function studentCritical(level: number, freedom: number): number {
  if (!(level > 0 && level < 1 && freedom > 0))
    throw new RangeError("studentCritical needs 0 < level < 1, freedom > 0")
  const tail = (1 - level) / 2
  let high = 2
  while (studentUpperTail(high, freedom) > tail) high *= 2
  let low = 0
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2
    if (studentUpperTail(middle, freedom) > tail) low = middle
    else high = middle
    if (middle === low && middle === high) break
  }
  return (low + high) / 2
}

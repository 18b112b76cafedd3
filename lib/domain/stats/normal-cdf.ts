const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)
const FAR = 3

/**
 * P(Z <= x) for a standard normal Z: a power series to about 1e-15, beyond 3 standard deviations a continued fraction that keeps
 * the relative precision of the tail.
 * Source: G. Marsaglia, "Evaluating the normal distribution", J. Statistical Software 11 (2004); NIST DLMF 7.9.3.
 */
export function normalCdf(x: number): number {
  if (x < -FAR) return lowerTail(-x)
  if (x > FAR) return 1 - lowerTail(x)
  let term = x
  let sum = x
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + (Math.exp(-0.5 * x * x) / ROOT_TWO_PI) * sum
}

function lowerTail(distance: number): number {
  if (distance === Infinity) return 0
  let fraction = distance
  for (let depth = 100; depth > 0; depth--) fraction = distance + depth / fraction
  return Math.exp(-0.5 * distance * distance) / ROOT_TWO_PI / fraction
}

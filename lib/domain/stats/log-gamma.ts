const LANCZOS_G = 7
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/**
 * Natural logarithm of the gamma function for x > 0, to about 1e-14 relative.
 * Source: C. Lanczos, "A precision approximation of the gamma function", SIAM J. Numer. Anal. B 1 (1964), with g = 7;
 * below 1/2 by the reflection formula (DLMF 5.5.3).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError("logGamma needs a positive argument")
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  let series = LANCZOS[0] as number
  for (let index = 1; index < LANCZOS.length; index++)
    series += (LANCZOS[index] as number) / (shifted + index)
  const base = shifted + LANCZOS_G + 0.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series)
}

/** Logarithm of the binomial coefficient C(n, k) for 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) throw new RangeError("logChoose needs 0 <= k <= n")
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

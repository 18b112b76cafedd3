import { createRandom } from "@/lib/domain/random"

/** Beyond this many additions the flips are sampled instead of counted. */
const MOST_ADDITIONS = 2e7
const LARGEST_DENOMINATOR = 5040

/** A difference of two rates as a fraction; the denominator is a positive whole number. */
export interface RateDifference {
  top: number
  bottom: number
}

/**
 * Two-sided paired randomisation test that the mean difference is zero: under it every task's difference is as likely to have
 * the other sign, and p is the share of all 2^n sign patterns whose sum is at least as far from zero as the observed one.
 * Rates of few trials lie on a lattice, so all patterns are counted exactly; `isExact` is false where there are too many
 * different denominators and 4,999 seeded patterns stand for all, the observed one counted among them. For one trial per task it
 * is the exact McNemar test.
 * Source: R. A. Fisher, "The Design of Experiments" (1935), section 21; counting by M. Pagano and D. Tritchler, JASA 78 (1983);
 * the added one by B. Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010).
 */
export function signFlipTest(
  differences: readonly RateDifference[],
  { seed = 1 } = {},
): { p: number; isExact: boolean } {
  const denominator = differences.reduce((common, { bottom }) => leastCommonMultiple(common, bottom), 1)
  if (denominator <= LARGEST_DENOMINATOR) {
    const steps = differences.map(({ top, bottom }) => Math.round((top * denominator) / bottom))
    const p = countPatterns(steps)
    if (p !== null) return { p, isExact: true }
  }
  return {
    p: samplePatterns(
      differences.map(({ top, bottom }) => top / bottom),
      seed,
    ),
    isExact: false,
  }
}

/** The exact p of whole-numbered differences, null where counting would take too long. */
function countPatterns(steps: readonly number[]): number | null {
  const counts = new Map<number, number>()
  for (const step of steps) if (step !== 0) counts.set(Math.abs(step), (counts.get(Math.abs(step)) ?? 0) + 1)
  const unit = [...counts.keys()].reduce(greatestCommonDivisor, 0)
  const observed = Math.abs(steps.reduce((sum, step) => sum + step, 0)) / unit
  if (unit === 0 || observed === 0) return 1
  // The sum is 2 K - reach, where K adds up the sizes that kept a plus sign.
  let reach = 0
  let additions = 0
  let shares = Float64Array.of(1)
  for (const [size, count] of counts) {
    reach += (size / unit) * count
    additions += shares.length * count
    if (additions > MOST_ADDITIONS) return null
    shares = addSigns(shares, size / unit, count)
  }
  const last = (reach - observed) / 2
  let tail = 0
  for (let kept = 0; kept <= last; kept++) tail += shares[kept] as number
  return Math.min(1, 2 * tail)
}

/** The distribution of K after `count` more differences of one size, each with a plus sign half of the time; all are symmetric. */
function addSigns(shares: Float64Array, size: number, count: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(shares.length + size * count)
  const binomial = fairBinomial(count)
  const middle = (next.length - 1) >> 1
  for (let plus = 0; plus <= count; plus++) {
    const weight = binomial[plus] as number
    const offset = plus * size
    const end = Math.min(shares.length, middle - offset + 1)
    for (let kept = 0; kept < end; kept++)
      next[offset + kept] = (next[offset + kept] as number) + weight * (shares[kept] as number)
  }
  for (let sum = middle + 1; sum < next.length; sum++) next[sum] = next[next.length - 1 - sum] as number
  return next
}

/** The probabilities of 0..n heads, outward from the middle, so that none underflows before it is negligible. */
function fairBinomial(n: number): Float64Array {
  const weights = new Float64Array(n + 1)
  const middle = Math.floor(n / 2)
  weights[middle] = 1
  for (let k = middle; k < n; k++) weights[k + 1] = ((weights[k] as number) * (n - k)) / (k + 1)
  for (let k = middle; k > 0; k--) weights[k - 1] = ((weights[k] as number) * k) / (n - k + 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function samplePatterns(differences: readonly number[], seed: number, flips = 4999): number {
  const moved = Float64Array.from(differences.filter((difference) => difference !== 0))
  const observed = Math.abs(moved.reduce((sum, difference) => sum + difference, 0))
  const random = createRandom(seed)
  let asFar = 1
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0
    for (const difference of moved) sum += random() < 0.5 ? -difference : difference
    if (Math.abs(sum) >= observed * (1 - 1e-12)) asFar += 1
  }
  return asFar / (flips + 1)
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function leastCommonMultiple(a: number, b: number): number {
  if (a > LARGEST_DENOMINATOR) return a
  return (a / greatestCommonDivisor(a, b)) * b
}

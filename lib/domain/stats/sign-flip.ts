import { createRandom } from "@/lib/domain/random"

/**
 * Two-sided paired randomisation test that the mean difference is zero: the sign of every task's difference is flipped at
 * random, and the p-value is the share of sums at least as far from zero, the observed one counted among them.
 * Source: R. A. Fisher, "The Design of Experiments" (1935), section 21; the added one by B. Phipson and G. K. Smyth, Stat.
 * Appl. Genet. Mol. Biol. 9 (2010).
 */
export function signFlipTest(differences: readonly number[], { flips = 4999, seed = 1 } = {}): number {
  const moved = Float64Array.from(differences.filter((difference) => difference !== 0))
  const observed = Math.abs(moved.reduce((sum, difference) => sum + difference, 0))
  const reach = observed * (1 - 1e-12)
  const random = createRandom(seed)
  let asFar = 1
  for (let flip = 0; flip < flips; flip++) {
    let sum = 0
    for (let task = 0; task < moved.length; task++)
      sum += random() < 0.5 ? -(moved[task] as number) : (moved[task] as number)
    if (Math.abs(sum) >= reach) asFar += 1
  }
  return asFar / (flips + 1)
}

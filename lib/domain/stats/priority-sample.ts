/**
 * Priority sampling: every unit has a size and a uniform number of its own, its priority is size / number, and the sample is the
 * `count` highest. Given the first priority outside, tau, each unit was drawn with propensity min(1, size / tau); sums weighted by
 * its inverse are unbiased and the units have no covariance. Any prefix of the order is such a sample too, so that labelling may
 * stop anywhere. Sources: N. Duffield, C. Lund and M. Thorup, "Priority sampling for estimation of arbitrary subset sums",
 * J. ACM 54 (2007); M. Szegedy, "The DLT priority sampling is essentially optimal", STOC 2006.
 */
export interface PrioritySample {
  /** Rows by descending priority. */
  rows: Uint32Array
  /** The highest priority outside; 0 when nothing is. */
  outside: number
}

/**
 * The shortest prefix that holds `count` of the rows where `wanted` is not 0, or every row when there are fewer. Rows of
 * size 0 are never drawn.
 */
export function prioritySample(priorities: Float64Array, wanted: Uint8Array, count: number): PrioritySample {
  const cut = priorityOfRank(
    priorities.filter((_, row) => wanted[row] !== 0),
    count,
  )
  const rows: number[] = []
  let outside = 0
  for (let row = 0; row < priorities.length; row++) {
    const priority = priorities[row] as number
    if (priority > 0 && priority >= cut) rows.push(row)
    else if (priority > outside) outside = priority
  }
  const order = (left: number, right: number) => (priorities[right] as number) - (priorities[left] as number)
  return { rows: Uint32Array.from(rows.sort((left, right) => order(left, right) || left - right)), outside }
}

/** The propensity of a drawn unit; `outside` is the first priority not reached. */
export function propensityOf(size: number, outside: number): number {
  return outside > 0 ? Math.min(1, size / outside) : 1
}

function priorityOfRank(priorities: Float64Array, rank: number): number {
  if (rank >= priorities.length) return 0
  return priorities.sort()[priorities.length - rank] as number
}

import type { Network } from "@/lib/providers/embedded/network"
import type { OptimizeOptions } from "@/lib/providers/embedded/optimize"
import type { Student } from "@/lib/providers/embedded/student"

/** Examples of one kind of student, with how such a student learns from them. Rows are in the order of the episodes. */
export interface Material {
  /** Which episode (by its position in the input) a row comes from. */
  episodes: Int32Array
  /** Calls that this kind of student cannot make. */
  skipped: number
  createNetwork(seed: number): Network
  /** Trains in place. */
  optimize(network: Network, options: OptimizeOptions): void
  /** Log-probability (nats) of the recorded action of every row of the pool. */
  score(network: Network, pool: Int32Array): Float64Array
  finish(network: Network): Student
  /** Feature buckets that any example used, ascending. */
  listTouched(): number[]
}

export function listBuckets(features: Int32Array, bits: number): number[] {
  const isUsed = new Uint8Array(2 ** bits)
  for (let index = 0; index < features.length; index++) isUsed[features[index]!] = 1
  return Array.from(isUsed.keys()).filter((bucket) => isUsed[bucket] === 1)
}

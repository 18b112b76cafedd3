import type { StoreBench } from "./bench"

/** The value below which 95 of 100 lie. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * sorted.length) - 1)] ?? Number.NaN
}

/** One request to the product, its answer read whole; milliseconds and the JSON. */
export async function timedGet(
  bench: StoreBench,
  path: string,
  query: Record<string, unknown> = {},
): Promise<{ ms: number; body: unknown }> {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
  const startedAt = performance.now()
  const response = await fetch(`${bench.product.baseUrl}${path}?${search}`, {
    headers: bench.product.headers,
  })
  const body: unknown = await response.json()
  const ms = performance.now() - startedAt
  if (!response.ok) throw new Error(`${path}?${search}: ${JSON.stringify(body)}`)
  return { ms, body }
}

/** Milliseconds of the same request again and again. */
export async function times(
  bench: StoreBench,
  path: string,
  query: Record<string, unknown>,
  repeats: number,
): Promise<number[]> {
  const all: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) all.push((await timedGet(bench, path, query)).ms)
  return all
}

export function requireCorpus({ corpus }: StoreBench): NonNullable<StoreBench["corpus"]> {
  if (!corpus) throw new Error("this row needs the corpus")
  return corpus
}

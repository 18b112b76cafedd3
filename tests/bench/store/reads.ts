import { once } from "node:events"
import { Agent, get, type IncomingMessage } from "node:http"
import { text } from "node:stream/consumers"
import type { StoreBench } from "./bench"

/** The value below which 95 of 100 lie. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(0.95 * sorted.length) - 1)] ?? Number.NaN
}

const agent = new Agent({ keepAlive: true })

/** The product's answer, its body to be read. Not by `fetch`, which takes 3 ms of a small request for itself. */
export async function openGet(bench: StoreBench, path: string): Promise<IncomingMessage> {
  const { baseUrl, headers } = bench.product
  const [response] = await once(get(baseUrl + path, { agent, headers }), "response")
  if (response.statusCode !== 200) throw new Error(`${path}: ${await text(response)}`)
  return response
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
  const answer = await text(await openGet(bench, `${path}?${search}`))
  return { ms: performance.now() - startedAt, body: JSON.parse(answer) }
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

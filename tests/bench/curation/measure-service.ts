import { getCurationCurve as curveRoute, previewCuration as route } from "@/lib/contracts/curation"
import type { Database } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { ColumnCache } from "@/lib/services/curation/column-cache"
import { getCurationCurve } from "@/lib/services/curation/curve"
import { previewCuration } from "@/lib/services/curation/preview"
import { describeTimes, timed } from "./figures"
import { FAMILIES } from "./recipes"

const LOADS = 3
const CHANGES = 20
const PULSE_MS = 5

/** Loads anew each time; the longest that nothing else of the process could run meanwhile. */
export async function* measureLoad(db: Database, experimentId: string): AsyncGenerator<string> {
  for (let load = 0; load < LOADS; load++) {
    const cache = new ColumnCache(db)
    let [last, stall] = [performance.now(), 0]
    const pulse = setInterval(() => {
      stall = Math.max(stall, performance.now() - last - PULSE_MS)
      last = performance.now()
    }, PULSE_MS)
    const { ms } = await timed(() => cache.open(experimentId))
    clearInterval(pulse)
    const refresh = await timed(() => cache.open(experimentId))
    const megabytes = (cache.byteCount / 1024 / 1024).toFixed(0)
    yield `load ${(ms / 1000).toFixed(2)} s, longest stall ${stall.toFixed(0)} ms, ${megabytes} MiB, ` +
      `asking again ${refresh.ms.toFixed(1)} ms`
  }
}

/** Milliseconds that this thread has computed: what the time would be if nothing else ran on the machine. */
function computed(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/**
 * Rule changes as the service answers them, first uses of an order included: the numbers, what of them was computing, and the
 * curve that is asked for after them.
 */
export async function* measureService(db: Database, experimentId: string): AsyncGenerator<string> {
  const ctx = createContext(db, SYSTEM_ACTOR)
  await previewCuration(ctx, route.input.parse({ experimentId, rules: [] }))
  const every: number[] = []
  for (const { name, rules } of FAMILIES) {
    const times: number[] = []
    const own: number[] = []
    const curves: number[] = []
    for (let change = 0; change < CHANGES; change++) {
      const asked = { experimentId, rules: rules(change), thresholdRule: 0 }
      const before = computed()
      times.push((await timed(() => previewCuration(ctx, route.input.parse({ ...asked, bins: 200 })))).ms)
      own.push(computed() - before)
      curves.push((await timed(() => getCurationCurve(ctx, curveRoute.input.parse(asked)))).ms)
    }
    every.push(...times)
    yield `| ${name} | ${describeTimes(times)} | ${describeTimes(own)} | ${describeTimes(curves)} |`
  }
  yield `| all | ${describeTimes(every)} |`
}

import type { Page } from "playwright-core"

/** As Chrome's performance traces have them; times in microseconds. */
export interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  pid: number
  tid: number
  args?: { data?: { type?: string } }
}

const SCRIPT = new Set([
  "EventDispatch",
  "FunctionCall",
  "EvaluateScript",
  "RunMicrotasks",
  "FireAnimationFrame",
  "TimerFire",
])

const LAYOUT = new Set(["UpdateLayoutTree", "Layout", "PrePaint", "HitTest"])

/** Milliseconds of script on the page's main thread from each pointer move to the next. */
export function scriptPerMove(events: readonly TraceEvent[]): number[] {
  return timePerMove(events, SCRIPT)
}

/** The same with style recalculation and layout, forced or before the frame. */
export function scriptAndLayoutPerMove(events: readonly TraceEvent[]): number[] {
  return timePerMove(events, SCRIPT.union(LAYOUT))
}

function timePerMove(events: readonly TraceEvent[], counted: ReadonlySet<string>): number[] {
  const isMove = ({ name, args }: TraceEvent) =>
    name === "EventDispatch" && args?.data?.type === "pointermove"
  const first = events.find(isMove)
  if (!first) return []
  const thread = events
    .filter(
      ({ pid, tid, ph, name }) => pid === first.pid && tid === first.tid && ph === "X" && counted.has(name),
    )
    .sort((left, right) => left.ts - right.ts)
  const moves: number[] = []
  let end = 0
  for (const event of thread) {
    // What runs inside something that is counted already is counted with it.
    const inside = event.ts < end
    if (isMove(event)) moves.push(0)
    if (inside || moves.length === 0) continue
    end = event.ts + (event.dur ?? 0)
    moves[moves.length - 1] = (moves.at(-1) as number) + (event.dur ?? 0) / 1000
  }
  return moves
}

/** Runs some work in the page under a performance trace. */
export async function traced(page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as never as TraceEvent[])))
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] },
  })
  await work()
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve))
  await session.send("Tracing.end")
  await complete
  return events
}

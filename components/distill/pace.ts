/** How fast work goes and what is left of it. */
export interface Pace {
  elapsedMs: number
  /** Null while too little is done to tell. */
  leftMs: number | null
  /** Share of the whole per second. */
  fractionPerSecond: number | null
}

const ENOUGH_MS = 1000

/** From when it started and how far it is, as if it went on at the same speed. */
export function paceOf(startedAt: string | null, fraction: number | null, now: number | null): Pace | null {
  if (startedAt === null || now === null) return null
  const elapsedMs = Math.max(0, now - Date.parse(startedAt))
  if (!fraction || elapsedMs < ENOUGH_MS) return { elapsedMs, leftMs: null, fractionPerSecond: null }
  return {
    elapsedMs,
    leftMs: (elapsedMs * (1 - Math.min(1, fraction))) / fraction,
    fractionPerSecond: (fraction / elapsedMs) * 1000,
  }
}

/** How far work was at some time, in epoch ms. */
export interface ProgressSample {
  at: number
  fraction: number
}

/** What was seen longer ago than this says nothing about the speed now. */
const WINDOW_MS = 120_000
const ENOUGH_SEEN_MS = 10_000

/** The speed of the last two minutes where that much was seen; a pause or a restart before does not count. */
export function paceFrom(
  samples: readonly ProgressSample[],
  startedAt: string | null,
  fraction: number | null,
  now: number | null,
): Pace | null {
  const overall = paceOf(startedAt, fraction, now)
  if (!overall || now === null || fraction === null) return overall
  const first = samples.find(({ at }) => now - at <= WINDOW_MS)
  if (!first || now - first.at < ENOUGH_SEEN_MS || fraction <= first.fraction) return overall
  const perMs = (fraction - first.fraction) / (now - first.at)
  return {
    elapsedMs: overall.elapsedMs,
    leftMs: (1 - Math.min(1, fraction)) / perMs,
    fractionPerSecond: perMs * 1000,
  }
}

/** `40/s`, `2.5/s`, `12/min`: a rate of things with the digits that help. */
export function formatRate(perSecond: number, noun: string): string {
  if (perSecond >= 10) return `${Math.round(perSecond)} ${noun}/s`
  if (perSecond >= 1) return `${perSecond.toFixed(1)} ${noun}/s`
  return `${(perSecond * 60).toFixed(perSecond < 0.1 ? 1 : 0)} ${noun}/min`
}

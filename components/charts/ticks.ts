const STEPS = [1, 2, 5]

/** Ticks of a logarithmic axis at 1, 2 and 5 times powers of ten, from the last one at or below `low` to the first at or above `high`. */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0) || !(high >= low)) return []
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)) - 1; power <= Math.ceil(Math.log10(high)) + 1; power++) {
    for (const step of STEPS) ticks.push(Number(`${step}e${power}`))
  }
  const first = ticks.findLastIndex((tick) => tick <= low * (1 + 1e-9))
  const last = ticks.findIndex((tick) => tick >= high * (1 - 1e-9))
  return ticks.slice(first, last + 1)
}

/** About `count` round ticks that cover the range, ends included. */
export function linearTicks(low: number, high: number, count = 5): number[] {
  if (!(high > low)) return [low]
  const step = niceStep((high - low) / Math.max(1, count - 1))
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step, step))
}

/** Ticks of a rate: they start at 0 and end at the next fifth above the highest value. */
export function rateTicks(highest: number): number[] {
  const top = Math.min(5, Math.max(1, Math.ceil(highest * 5 - 1e-9)))
  return Array.from({ length: top + 1 }, (_, index) => index / 5)
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

function round(value: number, step: number): number {
  return Number(value.toFixed(Math.max(0, Math.ceil(-Math.log10(step)) + 1)))
}

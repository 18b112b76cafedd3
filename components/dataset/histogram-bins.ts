import type { HistogramBin } from "@/components/charts/histogram-bars"
import type { CurationPreview } from "@/lib/contracts/curation"
import type { Reach } from "@/lib/domain/curation/stops"

type Histogram = NonNullable<CurationPreview["histogram"]>

/** The bins as charts draw them: whoever was unsure said neither good nor bad. */
export function toBins({ edges, counts }: Histogram): HistogramBin[] {
  const at = (state: keyof Histogram["counts"], bin: number) => counts[state]?.[bin] ?? 0
  return edges.slice(0, -1).map((from, bin) => ({
    from,
    to: edges[bin + 1] ?? from,
    good: at("good", bin),
    bad: at("bad", bin),
    unlabelled: at("none", bin) + at("unsure", bin),
  }))
}

/** Every `size` neighbouring bins as one; bins without any width get some, so that they show. */
export function mergeBins(bins: readonly HistogramBin[], size: number): HistogramBin[] {
  const groups = Array.from({ length: Math.ceil(bins.length / size) }, (_, index) =>
    bins.slice(index * size, (index + 1) * size),
  )
  return groups.map((group) => {
    const sum = (key: "good" | "bad" | "unlabelled") => group.reduce((total, bin) => total + bin[key], 0)
    const [from, to] = [group[0]?.from ?? 0, group.at(-1)?.to ?? 0]
    const pad = from === to ? Math.max(0.5, Math.abs(from) / 10) : 0
    return {
      from: from - pad,
      to: to + pad,
      good: sum("good"),
      bad: sum("bad"),
      unlabelled: sum("unlabelled"),
    }
  })
}

/** From the lowest to the highest value that the histogram can show; null where it shows none. */
export function histogramReach(histogram: Histogram | null | undefined): Reach | null {
  const [low, high] = [histogram?.edges[0], histogram?.edges.at(-1)]
  return low === undefined || high === undefined ? null : { low, high }
}

import { formatPercent } from "@/components/format/percent"
import type { RunRecord } from "@/lib/contracts/runs"
import { COST_KINDS, type CostKind } from "@/lib/domain/episode"

type Cost = Pick<RunRecord["statistics"]["cost"], "kinds" | "coverage">

/** Short enough for a column. */
const MARKS: Record<CostKind, string> = {
  reported: "rep.",
  computed: "comp.",
  estimated: "est.",
  notional: "notional",
}

const SENTENCES: Record<CostKind, string> = {
  reported: "reported by the source",
  computed: "computed from reported usage and the price",
  estimated: "estimated from token counts and the price, as no usage was recorded",
  notional: "from a what-if price that nobody bills",
}

export interface CostKindWords {
  /** Empty when the cost is unknown. */
  mark: string
  /** How the cost is known, with its coverage where not every episode is priced. */
  sentence: string
}

/** How the cost of a run is known. */
export function describeCostKind({ kinds, coverage }: Cost): CostKindWords {
  const present = COST_KINDS.filter((kind) => (kinds[kind] ?? 0) > 0)
  const [first] = present
  if (!first) return { mark: "", sentence: "The cost is not known." }
  const mark = present.length === 1 ? MARKS[first] : "mixed"
  const known = present.map((kind) => SENTENCES[kind]).join("; ")
  const covered = coverage !== null && coverage < 1 ? `; ${formatPercent(coverage)} of episodes priced` : ""
  return { mark, sentence: `Cost ${known}${covered}.` }
}

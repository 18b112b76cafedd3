import { createLoader } from "nuqs/server"
import { parseAsId } from "@/components/episode/filter-params"

export const diffParsers = {
  /** The dataset that is compared with: the earlier one. */
  from: parseAsId,
}

export const loadDiffParams = createLoader(diffParsers)

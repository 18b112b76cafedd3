import { createLoader, type inferParserType, parseAsStringLiteral } from "nuqs/server"
import type { listDatasetMembers } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

export const memberParsers = {
  /** Which side's episodes are listed; all without it. */
  split: parseAsStringLiteral(["all", ...SPLITS]).withDefault("all"),
}

export const loadMemberParams = createLoader(memberParsers)

export function membersInput(
  key: { experimentId: string; datasetId: string },
  { split }: inferParserType<typeof memberParsers>,
): RouteInput<typeof listDatasetMembers> {
  return { ...key, limit: 100, ...(split === "all" ? {} : { split }) }
}

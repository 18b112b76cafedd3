import { createLoader, parseAsStringLiteral } from "nuqs/server"
import { SPLITS } from "@/lib/domain/episode"

export const memberParsers = {
  /** Which side's episodes are listed; all without it. */
  split: parseAsStringLiteral(["all", ...SPLITS]).withDefault("all"),
}

export const loadMemberParams = createLoader(memberParsers)

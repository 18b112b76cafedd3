import type { Network } from "@/lib/providers/embedded/network"
import type { RankingStudent } from "@/lib/providers/embedded/ranking/policy"

/** Chooses between a fixed list of calls. */
export interface ActionStudent {
  kind: "actions"
  network: Network
  actions: string[]
  contentWords: string[]
}

/** A trained student: everything that acting needs. */
export type Student = ActionStudent | RankingStudent

import type { RunEntity } from "@/components/run/run-entities"
import type { CompareParams, SetCompareParams } from "../search-params"

/** What every panel of the page knows. */
export interface CompareProps {
  experimentId: string
  params: CompareParams
  set: SetCompareParams
  /** The mark of a run by its id. */
  entityOf: (runId: string) => RunEntity
  /** The answer shown is that of the question before. */
  refetching: boolean
}

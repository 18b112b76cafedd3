import type { CurationPreview } from "@/lib/contracts/curation"
import type { RunRecord } from "@/lib/contracts/runs"
import type { RecipeControl } from "./use-recipe"

/** What every column of the lab knows. */
export interface LabProps {
  experimentId: string
  recipe: RecipeControl
  runs: readonly RunRecord[]
  /** Undefined until the first answer; that of the recipe before while `refetching`. */
  preview: CurationPreview | undefined
  refetching: boolean
}

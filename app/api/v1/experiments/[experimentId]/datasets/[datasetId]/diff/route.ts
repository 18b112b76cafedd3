import { diffDatasets as diffRoute } from "@/lib/contracts/dataset-checks"
import { handle } from "@/lib/http/handle"
import { diffDatasets } from "@/lib/services/dataset/diff"

export const GET = handle(diffRoute, diffDatasets)

import { listDatasetMembers as listRoute } from "@/lib/contracts/datasets"
import { handle } from "@/lib/http/handle"
import { listDatasetMembers } from "@/lib/services/dataset/list-members"

export const GET = handle(listRoute, listDatasetMembers)

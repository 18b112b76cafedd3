import { createDataset as createRoute, listDatasets as listRoute } from "@/lib/contracts/datasets"
import { handle } from "@/lib/http/handle"
import { createDataset } from "@/lib/services/dataset/create"
import { listDatasets } from "@/lib/services/dataset/list"

export const GET = handle(listRoute, listDatasets)

export const POST = handle(createRoute, createDataset)

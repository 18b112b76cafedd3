import { deleteDataset as deleteRoute, getDataset as getRoute } from "@/lib/contracts/datasets"
import { handle } from "@/lib/http/handle"
import { deleteDataset } from "@/lib/services/dataset/delete"
import { getDataset } from "@/lib/services/dataset/get"

export const GET = handle(getRoute, getDataset)

export const DELETE = handle(deleteRoute, deleteDataset)

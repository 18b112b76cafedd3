import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import { handle } from "@/lib/http/handle"
import { checkDataset } from "@/lib/services/dataset/check"

export const GET = handle(checkRoute, checkDataset)

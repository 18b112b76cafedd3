import { verifyDataset as verifyRoute } from "@/lib/contracts/dataset-checks"
import { handle } from "@/lib/http/handle"
import { verifyDataset } from "@/lib/services/dataset/verify"

export const GET = handle(verifyRoute, verifyDataset)

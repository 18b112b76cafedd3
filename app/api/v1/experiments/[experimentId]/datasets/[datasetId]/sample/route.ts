import { sampleDataset as sampleRoute } from "@/lib/contracts/exports"
import { handle } from "@/lib/http/handle"
import { sampleDataset } from "@/lib/services/dataset/sample"

export const GET = handle(sampleRoute, sampleDataset)

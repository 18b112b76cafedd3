import { planDataset as planRoute } from "@/lib/contracts/datasets"
import { handle } from "@/lib/http/handle"
import { planDataset } from "@/lib/services/dataset/plan"

export const POST = handle(planRoute, planDataset)

import { listSteps as listStepsRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { listSteps } from "@/lib/services/step/list"

export const GET = handle(listStepsRoute, listSteps)

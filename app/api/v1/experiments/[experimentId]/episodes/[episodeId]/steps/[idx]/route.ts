import { getStep as getStepRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { getStep } from "@/lib/services/step/get"

export const GET = handle(getStepRoute, getStep)

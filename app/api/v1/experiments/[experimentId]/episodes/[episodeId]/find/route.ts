import { findInSteps as findInStepsRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { findInSteps } from "@/lib/services/step/find"

export const GET = handle(findInStepsRoute, findInSteps)

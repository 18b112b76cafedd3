import { appendSteps as appendStepsRoute } from "@/lib/contracts/live"
import { handle } from "@/lib/http/handle"
import { appendSteps } from "@/lib/services/live/append"

export const POST = handle(appendStepsRoute, appendSteps)

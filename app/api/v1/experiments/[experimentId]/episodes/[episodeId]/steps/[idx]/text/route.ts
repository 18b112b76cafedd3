import { getStepText as textRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { getStepText } from "@/lib/services/step/get-text"

export const GET = handle(textRoute, getStepText)

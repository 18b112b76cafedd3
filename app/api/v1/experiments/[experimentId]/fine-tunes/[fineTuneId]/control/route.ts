import { controlFineTune as controlRoute } from "@/lib/contracts/fine-tunes"
import { handle } from "@/lib/http/handle"
import { controlFineTune } from "@/lib/services/fine-tune/control"

export const POST = handle(controlRoute, controlFineTune)

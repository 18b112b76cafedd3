import { maskErroredCalls as route } from "@/lib/contracts/label-schema"
import { handle } from "@/lib/http/handle"
import { maskErroredCalls } from "@/lib/services/label/mask-errors"

export const POST = handle(route, maskErroredCalls)

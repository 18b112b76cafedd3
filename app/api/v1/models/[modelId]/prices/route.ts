import { createPrice as createPriceRoute } from "@/lib/contracts/models"
import { handle } from "@/lib/http/handle"
import { createPrice } from "@/lib/services/model/create-price"

export const POST = handle(createPriceRoute, createPrice)

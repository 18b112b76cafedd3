import { deletePrice as deletePriceRoute } from "@/lib/contracts/models"
import { handle } from "@/lib/http/handle"
import { deletePrice } from "@/lib/services/model/delete-price"

export const DELETE = handle(deletePriceRoute, deletePrice)

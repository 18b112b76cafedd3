import { deleteDemo as deleteRoute } from "@/lib/contracts/demo"
import { handle } from "@/lib/http/handle"
import { deleteDemo } from "@/lib/services/demo/delete"

export const DELETE = handle(deleteRoute, deleteDemo)

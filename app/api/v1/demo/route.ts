import { deleteDemo as deleteRoute, getDemo as getRoute } from "@/lib/contracts/demo"
import { handle } from "@/lib/http/handle"
import { deleteDemo } from "@/lib/services/demo/delete"
import { getDemo } from "@/lib/services/demo/get"

export const GET = handle(getRoute, getDemo)

export const DELETE = handle(deleteRoute, deleteDemo)

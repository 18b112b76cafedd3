import { createHandOver as createRoute, deleteHandOver as deleteRoute } from "@/lib/contracts/hand-overs"
import { handle } from "@/lib/http/handle"
import { createHandOver } from "@/lib/services/hand-over/create"
import { deleteHandOver } from "@/lib/services/hand-over/delete"

export const POST = handle(createRoute, createHandOver)

export const DELETE = handle(deleteRoute, deleteHandOver)

import { ROUTES } from "@/lib/contracts/routes"
import { getOpenApi as getRoute } from "@/lib/contracts/system"
import { handle } from "@/lib/http/handle"
import { createOpenApiDocument } from "@/lib/http/openapi"

export const GET = handle(getRoute, async () => ({ ...createOpenApiDocument(ROUTES) }))

import { getNextUnlabelled as getNextUnlabelledRoute } from "@/lib/contracts/labels"
import { handle } from "@/lib/http/handle"
import { getNextUnlabelled } from "@/lib/services/label/get-next-unlabelled"

export const GET = handle(getNextUnlabelledRoute, getNextUnlabelled)

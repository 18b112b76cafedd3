import { getAgreement as route } from "@/lib/contracts/agreement"
import { handle } from "@/lib/http/handle"
import { getAgreement } from "@/lib/services/label/get-agreement"

export const GET = handle(route, getAgreement)

import { listFineTuneEvents as listRoute } from "@/lib/contracts/fine-tunes"
import { handle } from "@/lib/http/handle"
import { listFineTuneEvents } from "@/lib/services/fine-tune/list-events"

export const GET = handle(listRoute, listFineTuneEvents)

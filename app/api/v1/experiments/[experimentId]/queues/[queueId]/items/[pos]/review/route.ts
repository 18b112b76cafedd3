import { submitReview as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { submitReview } from "@/lib/services/queue/submit"

export const PUT = handle(route, submitReview)

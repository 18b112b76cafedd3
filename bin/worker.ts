import { endWithParent } from "@/bin/processes/end-with-parent"
import { getServerDatabase } from "@/lib/db/server-database"
import { startWorker } from "@/lib/jobs/worker"

const STOP_LIMIT_MS = 8_000

const db = getServerDatabase()
const worker = await startWorker(db)

endWithParent(async () => {
  await worker.stop(STOP_LIMIT_MS)
  await db.close()
})
process.send?.("ready")

import { endWithParent } from "@/bin/processes/end-with-parent"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { getServerDatabase } from "@/lib/db/server-database"
import { getEnv } from "@/lib/env"
import { watchSearch } from "@/lib/jobs/watch-search"
import { startWorker } from "@/lib/jobs/worker"
import { startDemo } from "@/lib/services/demo/start"

const STOP_LIMIT_MS = 8_000

const db = getServerDatabase()
const worker = await startWorker(db)
const search = getEnv().search ? watchSearch(db) : null
await startDemo(createContext(db, SYSTEM_ACTOR))

endWithParent(async () => {
  await search?.stop()
  await worker.stop(STOP_LIMIT_MS)
  await db.close()
})
process.send?.("ready")

import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { setFlagsFromString } from "node:v8"
import next from "next"
import { endWithParent } from "@/bin/processes/end-with-parent"
import { explainWrongMethod } from "@/bin/wrong-method"
import { getEnv } from "@/lib/env"

/** Long enough for a request under way, too short to be held up by an open stream. */
const GRACE_MS = 3_000

async function closeServer(server: Server): Promise<void> {
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await once(server, "close")
  clearTimeout(timer)
}

// Left alone, every 64 MB of buffers that pass through make V8 look through the whole heap for them; those of the young are enough.
setFlagsFromString("--external-memory-accounted-in-global-limit")

const { host, port, isProduction } = getEnv()
// Node would cut an upload off after five minutes; headers keep their own limit of one.
const server = createServer({ requestTimeout: 0 })
const app = next({ dev: !isProduction, hostname: host, port, httpServer: server })
await app.prepare()
const handle = app.getRequestHandler()
server.on("request", (request, response) => {
  explainWrongMethod(request, response)
  handle(request, response)
})
server.listen(port, host)
await once(server, "listening")
endWithParent(() => closeServer(server))
process.send?.("ready")

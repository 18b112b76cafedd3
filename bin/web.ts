import { once } from "node:events"
import { createServer, type Server } from "node:http"
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

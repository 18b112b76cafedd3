import { once } from "node:events"
import { createServer } from "node:http"
import { Client } from "pg"
import { endWithParent } from "@/bin/processes/end-with-parent"
import { getEnv } from "@/lib/env"

/** Counts in the database how often it was asked, so that a test sees what survives. */
async function countVisit(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("CREATE TABLE IF NOT EXISTS visit (at timestamptz DEFAULT now())")
  await client.query("INSERT INTO visit DEFAULT VALUES")
  const { rows } = await client.query("SELECT count(*)::text AS visits FROM visit")
  await client.end()
  return rows[0].visits
}

const { host, port, databaseUrl } = getEnv()
const server = createServer(async (_request, response) => {
  response.setHeader("connection", "close").end(await countVisit(databaseUrl as string))
})
server.listen(port, host)
await once(server, "listening")
endWithParent(async () => {
  server.close()
})
process.send?.("ready")

import { endWithParent } from "@/bin/processes/end-with-parent"
import { startApiServer } from "@/tests/contracts/api-server"

/** The HTTP API as a process of its own, without Next: what a kill takes away is the same. */
const server = await startApiServer(Number(process.env.PORT))
endWithParent(() => server.close())
process.send?.("ready")

import { endWithParent } from "@/bin/processes/end-with-parent"

endWithParent(async () => undefined)
process.send?.("ready")

import { handOver } from "../../../bin/bootstrap.mjs"

handOver("tests/integration/start/plain-start.ts")

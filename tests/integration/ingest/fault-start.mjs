import { handOver } from "../../../bin/bootstrap.mjs"

handOver("tests/integration/ingest/fault-start.ts")

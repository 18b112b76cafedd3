import { handOver, prepare } from "./bootstrap.mjs"

prepare()
handOver("bin/start.ts")

import { fileURLToPath } from "node:url"
import { runInstallation } from "@/bin/run-installation"

const [web, worker] = ["./plain-web.ts", "./plain-worker.ts"].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
) as [string, string]

/** A whole start whose web and worker processes are too plain to need a build. */
await runInstallation(
  { development: false, scripts: { web, worker }, build: async () => undefined },
  async ({ url }) => console.log(`ready at ${url}`),
)

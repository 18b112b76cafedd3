import { fileURLToPath } from "node:url"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { runInstallation } from "@/bin/run-installation"

const web = fileURLToPath(new URL("fault-web.ts", import.meta.url))

/** An installation with the product's database, API and worker, without pages. */
await runInstallation(
  {
    development: false,
    scripts: { web, worker: `${PROJECT_ROOT}/bin/worker.ts` },
    build: async () => undefined,
  },
  async ({ url }) => console.log(`ready at ${url}`),
)

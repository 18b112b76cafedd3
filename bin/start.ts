import { join } from "node:path"
import { parseArgs } from "node:util"
import { buildWeb } from "@/bin/build/build-web"
import { generateClient } from "@/bin/build/generate-client"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { runInstallation } from "@/bin/run-installation"

const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } })

await runInstallation(
  {
    development: values.dev,
    scripts: { web: join(PROJECT_ROOT, "bin/web.ts"), worker: join(PROJECT_ROOT, "bin/worker.ts") },
    build: async (options) => {
      await generateClient(options)
      if (!values.dev) await buildWeb(options)
    },
  },
  async ({ databaseUrl, url }, phases) => {
    // Not before: it reads the database client, which the build may just have generated.
    const { createLocalSignInUrl } = await import("@/bin/sign-in-link")
    const link = await createLocalSignInUrl(databaseUrl, url)
    console.log(
      `Winnow is ready after ${phases.totalSeconds.toFixed(1)} s; Ctrl-C stops it. Sign in once with:`,
    )
    console.log(link)
  },
)

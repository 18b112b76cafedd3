import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { z } from "zod"
import { PROJECT_ROOT } from "@/bin/build/project-root"

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

// npm leaves out what its registry does not serve, and then refuses to install from the very lockfile it wrote.
it("the lockfile names the packages of every platform", () => {
  const text = readFileSync(join(PROJECT_ROOT, "package-lock.json"), "utf8")
  const { packages } = lockSchema.parse(JSON.parse(text))
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => [`${path}/node_modules/${name}`, `node_modules/${name}`]),
  )
  const missing = wanted.filter((places) => !places.some((place) => packages[place]?.version))
  expect(missing).toEqual([])
})

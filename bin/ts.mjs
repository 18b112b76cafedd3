// Lets Node run our TypeScript as the bundler does: "@/x" is the project root, and extensions may be left out.
import { existsSync } from "node:fs"
import { registerHooks } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function findSource(base) {
  return [base, `${base}.ts`, `${base}.tsx`, join(base, "index.ts")].find(
    (file) => /\.\w+$/.test(file) && existsSync(file),
  )
}

registerHooks({
  resolve(specifier, context, next) {
    const own = specifier.startsWith("@/")
    const relative =
      specifier.startsWith(".") &&
      context.parentURL?.startsWith(pathToFileURL(root).href) &&
      !/\/(node_modules|\.next)\//.test(context.parentURL)
    if (!own && !relative) return next(specifier, context)
    const base = own
      ? join(root, specifier.slice(2))
      : join(dirname(fileURLToPath(context.parentURL)), specifier)
    const file = findSource(base)
    return file ? { url: pathToFileURL(file).href, shortCircuit: true } : next(specifier, context)
  },
})

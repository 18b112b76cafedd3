import type { TestProject } from "vitest/node"
import { startProduct } from "@/tests/e2e/product"

declare module "vitest" {
  interface ProvidedContext {
    /** The running product. */
    baseUrl: string
    /** Its folder, which holds the local token. */
    home: string
    /** Cookies of the person at the machine, who has signed in by the printed link. */
    signedIn: string
  }
}

/** Starts the product as the README says, on a home of its own, and stops it afterwards. */
export default async function setup(project: TestProject) {
  const product = await startProduct({ WINNOW_PROVIDER_POLL_MS: "200" })
  project.provide("signedIn", product.signedIn)
  project.provide("baseUrl", product.baseUrl)
  project.provide("home", product.home)
  return () => product.stop()
}

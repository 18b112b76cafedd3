import { chatRenderer } from "./chat"
import type { StepRenderer } from "./step-renderer"

/** One line per environment that draws its steps its own way; everything else is chat. */
const RENDERERS: readonly StepRenderer[] = [chatRenderer]

export function findRenderer(environment: string | null): Required<StepRenderer> {
  const own = RENDERERS.find((renderer) => renderer.environment === environment)
  return { ...chatRenderer, ...own }
}

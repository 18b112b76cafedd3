import type { StepRenderer } from "../step-renderer"
import { GridCall } from "./grid-call"
import { GridMessage } from "./grid-message"

/** BabyAI and Minigrid in text: every observation as a picture. Text form: `lib/environments/babyai/describe.ts`. */
export const babyAiRenderer: StepRenderer = {
  environments: ["babyai"],
  recognises: ({ tools, opening }) =>
    (tools.size === 1 && tools.has("act")) ||
    opening.some((text) => /^Mission: .+\n(?:Observation: |You see )/i.test(text)),
  Message: GridMessage,
  Call: GridCall,
  callHeight: 232,
}

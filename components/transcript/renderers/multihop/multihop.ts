import type { StepRenderer } from "../step-renderer"
import { verbOf } from "./search-action"
import { SearchCall } from "./search-call"
import { SearchMessage } from "./search-message"

/** Retrieval: results as a ranked list, articles as panels, notes and answers as such; by tools or in ReAct's text. */
export const multihopRenderer: StepRenderer = {
  environments: ["multihop", "multihop-corpus"],
  recognises: ({ tools, opening }) => {
    const verbs = new Set([...tools].map(verbOf))
    return (
      (verbs.has("search") && !verbs.has(null)) ||
      opening.some((text) => /^Action(?: \d+)?: *(?:search|lookup|finish)\[/im.test(text))
    )
  },
  Message: SearchMessage,
  Call: SearchCall,
  callHeight: 220,
}

import { MessageBlock } from "@/components/transcript/message-block"
import type { StepRenderer } from "../step-renderer"
import { RecordCall } from "./record-call"
import { isTauBench } from "./tools"

/** tau-bench: rows of its database as tables, and what a call changed in them. */
export const tauBenchRenderer: StepRenderer = {
  environments: ["tau-bench"],
  recognises: ({ tools }) => isTauBench(tools),
  Message: MessageBlock,
  Call: RecordCall,
  callHeight: 180,
}

import { MessageBlock } from "@/components/transcript/message-block"
import type { StepRenderer } from "../step-renderer"
import { DataCall } from "./data-call"

export const chatRenderer: StepRenderer = {
  environments: [],
  recognises: () => true,
  Message: MessageBlock,
  Call: DataCall,
  callHeight: 76,
}

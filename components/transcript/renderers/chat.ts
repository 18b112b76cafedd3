import { CallBlock } from "@/components/transcript/call-block"
import { MessageBlock } from "@/components/transcript/message-block"
import type { StepRenderer } from "./step-renderer"

export const chatRenderer: StepRenderer = {
  environments: [],
  recognises: () => true,
  Message: MessageBlock,
  Call: CallBlock,
  callHeight: 76,
}

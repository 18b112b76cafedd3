import { CallBlock } from "@/components/transcript/call-block"
import { MessageBlock } from "@/components/transcript/message-block"
import type { StepRenderer } from "./step-renderer"

export const chatRenderer = {
  environment: null,
  Message: MessageBlock,
  Call: CallBlock,
} satisfies StepRenderer

/** The OpenAI chat form, which every trajectory is stored in. `arguments` is JSON text, exactly as the model wrote it. */
export interface ToolCall {
  id: string
  type: "function"
  function: { name: string; arguments: string }
}

export interface SystemMessage {
  role: "system"
  content: string
}

export interface UserMessage {
  role: "user"
  content: string
}

export interface AssistantMessage {
  role: "assistant"
  content: string | null
  reasoning?: string
  tool_calls?: ToolCall[]
}

export interface ToolMessage {
  role: "tool"
  tool_call_id: string
  name?: string
  content: string
}

export type Message = SystemMessage | UserMessage | AssistantMessage | ToolMessage

export type Role = Message["role"]

/** The position is what `Step.role` stores. */
export const MESSAGE_ROLES = ["system", "user", "assistant", "tool"] as const satisfies readonly Role[]

/** JSON Schema object; kept open because tools come from users. */
export type JsonSchema = Record<string, unknown>

export interface ToolDefinition {
  type: "function"
  function: { name: string; description?: string; parameters?: JsonSchema; strict?: boolean }
}

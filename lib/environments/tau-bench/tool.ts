import type { ToolDefinition } from "@/lib/domain/message"
import type { Database } from "./database"
import type { Fields } from "./fields"
import { stringRepr } from "./python/repr"
import { ToolError } from "./tool-error"

/** What a tool does: reads and changes the database, answers the text the agent sees, throws ToolError to refuse. */
export type Tool = (database: Database, args: Fields) => string

export type ToolTable = Readonly<Record<string, Tool>>

/** The tool that hands the conversation to a person and so ends the attempt. */
export const TRANSFER_TOOL = "transfer_to_human_agents"

export interface Toolbox {
  definitions: ToolDefinition[]
  behaviours: ToolTable
}

/** Runs one call. Every refusal is an answer: an unknown name, a missing or surplus argument, or the tool's own. */
export function runTool(toolbox: Toolbox, database: Database, name: string, args: Fields): string {
  const definition = toolbox.definitions.find((tool) => tool.function.name === name)
  const behaviour = Object.hasOwn(toolbox.behaviours, name) ? toolbox.behaviours[name] : undefined
  if (!definition || !behaviour) return `Unknown action ${name}`
  try {
    checkNames(definition, args)
    return behaviour(database, args)
  } catch (error) {
    if (error instanceof ToolError) return `Error: ${error.message}`
    throw error
  }
}

function checkNames(definition: ToolDefinition, args: Fields): void {
  const { properties = {}, required = [] } = (definition.function.parameters ?? {}) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  const missing = required.find((name) => !args.has(name))
  if (missing !== undefined) throw new ToolError(`missing required argument ${stringRepr(missing)}`)
  const surplus = [...args.keys()].find((name) => !Object.hasOwn(properties, name))
  if (surplus !== undefined) throw new ToolError(`unexpected argument ${stringRepr(surplus)}`)
}

import { evaluate } from "./arithmetic"
import { textAt } from "./fields"
import { numberText, roundToCents } from "./python/number"
import { type Tool, type ToolTable, TRANSFER_TOOL } from "./tool"
import { ToolError } from "./tool-error"

/** To two decimals, always as a float. */
const calculate: Tool = (_database, args) => {
  const expression = textAt(args, "expression")
  if (/[^0-9+\-*/(). ]/.test(expression)) throw new ToolError("invalid characters in expression")
  const value = Number(evaluate(expression))
  if (!Number.isFinite(value)) throw new ToolError("int too large to convert to float")
  return numberText(roundToCents(value))
}

const think: Tool = () => ""

const transferToHumanAgents: Tool = () => "Transfer successful"

/** The tools both domains have. */
export const SHARED_TOOLS: ToolTable = {
  calculate,
  think,
  [TRANSFER_TOOL]: transferToHumanAgents,
}

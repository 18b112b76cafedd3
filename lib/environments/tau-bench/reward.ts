import { type BaseTables, Database } from "./database"
import type { TaskData } from "./task"
import { type Toolbox, TRANSFER_TOOL } from "./tool"
import { runToolCall } from "./tool-call"

export interface Reward {
  /** 1 when the database is as it should be and every wanted output was said, else 0. */
  reward: 0 | 1
  isDatabaseRight: boolean
  /** By wanted output: was it said in some reply to the user. */
  outputs: Record<string, boolean>
  databaseHash: string
  goldHash: string
}

/** The database after the gold actions; the transfer to a person is left out, as it changes nothing. */
export function playGold(
  toolbox: Toolbox,
  tables: BaseTables,
  task: TaskData,
): { database: Database; answers: string[] } {
  const database = new Database(tables)
  const answers = task.actions
    .filter((action) => action.name !== TRANSFER_TOOL)
    .map((action) => runToolCall(toolbox, database, action))
  return { database, answers }
}

/** The benchmark's reward for a finished conversation; `replies` are the texts the agent said to the user. */
export function scoreConversation(
  toolbox: Toolbox,
  tables: BaseTables,
  task: TaskData,
  database: Database,
  replies: readonly string[],
): Reward {
  const databaseHash = database.hash()
  const goldHash = playGold(toolbox, tables, task).database.hash()
  const isDatabaseRight = databaseHash === goldHash
  const said = replies.map((reply) => reply.toLowerCase().replaceAll(",", ""))
  const outputs = Object.fromEntries(
    task.outputs.map((output) => [output, said.some((reply) => reply.includes(output.toLowerCase()))]),
  )
  const isRight = isDatabaseRight && Object.values(outputs).every(Boolean)
  return { reward: isRight ? 1 : 0, isDatabaseRight, outputs, databaseHash, goldHash }
}

/** A tool refused: the agent reads `Error: ` and the message, worded as the benchmark words it. */
export class ToolError extends Error {
  constructor(message: string) {
    super(message)
    this.name = "ToolError"
  }
}

import { dictAt, textAt } from "../fields"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"

export const findUserIdByEmail: Tool = (database, args) => {
  const email = textAt(args, "email").toLowerCase()
  for (const [id, user] of database.records("users")) {
    if (textAt(user, "email").toLowerCase() === email) return id
  }
  throw new ToolError("user not found")
}

export const findUserIdByNameZip: Tool = (database, args) => {
  const firstName = textAt(args, "first_name").toLowerCase()
  const lastName = textAt(args, "last_name").toLowerCase()
  const zip = textAt(args, "zip")
  for (const [id, user] of database.records("users")) {
    const name = dictAt(user, "name")
    if (
      textAt(name, "first_name").toLowerCase() === firstName &&
      textAt(name, "last_name").toLowerCase() === lastName &&
      textAt(dictAt(user, "address"), "zip") === zip
    ) {
      return id
    }
  }
  throw new ToolError("user not found")
}

import { dictAt, numberAt, textAt } from "../fields"
import { numberText } from "../python/number"
import { dictOf, type PythonDict } from "../python/value"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"

const CERTIFICATE_IDS = ["certificate_3221322", "certificate_3221323", "certificate_3221324"]

export const sendCertificate: Tool = (database, args) => {
  const userId = textAt(args, "user_id")
  const user = database.require("users", userId, "user")
  const amount = numberAt(args, "amount")
  const id = CERTIFICATE_IDS.find((candidate) => !dictAt(user, "payment_methods").has(candidate))
  if (!id) throw new ToolError("no more certificates can be sent")
  const certificate: PythonDict = dictOf({ source: "certificate", amount, id })
  dictAt(database.edit("users", userId), "payment_methods").set(id, certificate)
  return `Certificate ${id} added to user ${userId} with amount ${numberText(amount)}.`
}

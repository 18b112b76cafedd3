import { openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { createKey, deleteKey, listKeys } from "@/lib/contracts/keys"
import { ROLES } from "@/lib/domain/policy"

async function create(args: string[]): Promise<void> {
  const options = { role: { type: "string" }, name: { type: "string" } } as const
  const { values } = readOptions(keysCommand, args, options)
  const role = ROLES.find((one) => one === (values.role ?? "editor"))
  if (!role) throw usageError(keysCommand, `--role must be one of ${ROLES.join(", ")}`)
  const { key, id } = await openClient().call(createKey, {
    role,
    name: values.name ?? `command line, ${role}`,
  })
  process.stderr.write(`Key ${id} with the role ${role}. It is shown this once:\n`)
  process.stdout.write(`${key}\n`)
}

async function list(): Promise<void> {
  const { items } = await openClient().call(listKeys, {})
  for (const { id, prefix, role, name, lastUsedAt } of items) {
    process.stdout.write(`${id}  ${prefix}...  ${role.padEnd(7)}  ${lastUsedAt ?? "never used"}  ${name}\n`)
  }
}

async function revoke(keyId: string | undefined): Promise<void> {
  if (!keyId) throw usageError(keysCommand, "Name the id of the key to revoke")
  await openClient().call(deleteKey, { keyId })
}

export const keysCommand: Command = {
  name: "keys",
  summary: "Create, list and revoke API keys",
  help: `winnow keys create [--role ${ROLES.join("|")}] [--name NAME]
winnow keys list
winnow keys revoke ID

A new key is printed once, on standard output; send it as \`Authorization: Bearer\`.`,
  async run(args) {
    const [verb, ...rest] = args
    if (verb === "create") return create(rest)
    if (verb === "list") return list()
    if (verb === "revoke") return revoke(rest[0])
    throw usageError(keysCommand, "Say create, list or revoke")
  },
}

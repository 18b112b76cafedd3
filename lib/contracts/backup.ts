import { z } from "zod"
import { defineRoute } from "@/lib/contracts/route"

/** The first frame of a backup: what it holds and what it can be restored into. */
export const backupManifestSchema = z.object({
  format: z.literal("winnow-backup"),
  version: z.literal(1),
  /** Names of the applied migrations; a backup goes back only into the same schema. */
  migrations: z.array(z.string()),
  createdAt: z.iso.datetime(),
})

export type BackupManifest = z.infer<typeof backupManifestSchema>

export const downloadBackup = defineRoute({
  id: "backup.download",
  method: "GET",
  path: "/api/v1/backup",
  summary: "Download everything this installation stores, as of one moment, in one file",
  tag: "System",
  permission: "workspace.manage",
  input: z.object({}),
  output: z.unknown(),
  streams: "application/octet-stream",
})

export const restoreBackup = defineRoute({
  id: "backup.restore",
  method: "POST",
  path: "/api/v1/backup",
  summary: "Restore a backup into an installation that holds no runs; its users replace those that are here",
  tag: "System",
  permission: "workspace.manage",
  input: z.object({}),
  accepts: ["application/octet-stream"],
  output: z.object({
    createdAt: z.iso.datetime(),
    tables: z.number().int(),
    rows: z.number().int(),
  }),
})

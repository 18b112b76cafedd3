import { parseAsStringLiteral } from "nuqs/server"

export const SETTINGS_TABS = [
  "users",
  "invitations",
  "keys",
  "connections",
  "webhook",
  "spending",
  "corpora",
  "appearance",
  "account",
] as const

export type SettingsTab = (typeof SETTINGS_TABS)[number]

export const settingsParams = { tab: parseAsStringLiteral(SETTINGS_TABS).withDefault("users") }

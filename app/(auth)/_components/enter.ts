import { signIn } from "next-auth/react"
import { applyAppearance } from "@/components/shell/choose-appearance"
import { call } from "@/lib/api-client/call"
import { getMe } from "@/lib/contracts/me"

export type EnterOutcome = { ok: true } | { ok: false; reason: string }

type Way = { way: "password"; email: string; password: string } | { way: "link"; token: string }

/** Signs in and brings the person's appearance to this browser. The caller then opens a page. */
export async function enter({ way, ...credentials }: Way): Promise<EnterOutcome> {
  const answer = await signIn(way, { ...credentials, redirect: false })
  if (!answer?.ok || answer.error) return { ok: false, reason: answer?.error ?? "Callback" }
  const { preferences } = await call(getMe, {})
  if (preferences.appearance) applyAppearance(preferences.appearance)
  return { ok: true }
}

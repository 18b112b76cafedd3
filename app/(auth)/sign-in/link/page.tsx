import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getPageActor } from "@/lib/auth/page-context"
import { UseLink } from "./_components/use-link"

export const metadata: Metadata = { title: "Sign in" }

interface LinkPageProps {
  searchParams: Promise<{ token?: string | string[] }>
}

/** Loading this page uses nothing up, so that a preview or a prefetch cannot; the browser posts the token. */
export default async function LinkPage({ searchParams }: LinkPageProps) {
  if (await getPageActor()) redirect("/")
  const { token } = await searchParams
  return <UseLink token={typeof token === "string" ? token : ""} />
}

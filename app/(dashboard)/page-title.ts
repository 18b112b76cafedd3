import type { Metadata } from "next"
import type { z } from "zod"
import type { Route, RouteInput } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"

/** The browser tab's title of a page about one thing; what is not there, or has a malformed id, has the section's. */
export async function titleOf<R extends Route>(
  section: string,
  route: R,
  input: RouteInput<R>,
  read: (input: z.output<R["input"]>) => Promise<{ name: string }>,
): Promise<Metadata> {
  const parsed = route.input.safeParse(input)
  if (!parsed.success) return { title: section }
  try {
    return { title: (await read(parsed.data as z.output<R["input"]>)).name }
  } catch (error) {
    if (error instanceof AppError) return { title: section }
    throw error
  }
}

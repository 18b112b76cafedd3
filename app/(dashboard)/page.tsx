import { redirect } from "next/navigation"

/** Work starts at the list of experiments. */
export default function HomePage(): never {
  redirect("/experiments")
}

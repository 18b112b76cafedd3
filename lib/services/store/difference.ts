import type { VerifyPart } from "@/lib/contracts/verification"

/** Something that is stored otherwise than it computes; `id` is the run or episode. */
export interface Difference {
  part: VerifyPart
  id: string
  message: string
}

import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import type { NextTask } from "./use-next-task"

/** The tasks around this one, for the same two runs. */
export function NextTaskButtons({ step: { previous, next } }: { step: NextTask }) {
  if (!previous && !next) return null
  return (
    <>
      <Button variant="ghost" aria-label="Previous task" disabled={!previous} onClick={() => previous?.()}>
        Task <Kbd>[</Kbd>
      </Button>
      <Button variant="ghost" shape="square" aria-label="Next task" disabled={!next} onClick={() => next?.()}>
        <Kbd>]</Kbd>
      </Button>
    </>
  )
}

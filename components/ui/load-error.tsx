"use client"

import { Banner } from "./banner"
import { Button } from "./button"

export interface LoadErrorProps {
  /** What is missing: `The runs did not load.` */
  title: string
  error: Error
  onRetry: () => void
}

/** A panel that could not read what it shows; the rest of the page goes on. */
export function LoadError({ title, error, onRetry }: LoadErrorProps) {
  return (
    <div className="p-2.5">
      <Banner
        tone="error"
        title={title}
        action={
          <Button size="xs" onClick={onRetry}>
            Retry
          </Button>
        }
      >
        {error.message}
      </Banner>
    </div>
  )
}

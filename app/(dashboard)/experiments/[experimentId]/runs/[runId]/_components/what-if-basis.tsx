import { WhatIfMark, WhatIfPrice } from "@/components/model/what-if"
import { Button } from "@/components/ui/button"
import type { ListedPrice } from "@/lib/contracts/prices"

/** Above the figures: that nobody was billed this, whose price it is, and one click back. */
export function WhatIfBasis({ price, onBack }: { price: ListedPrice; onBack: () => void }) {
  return (
    <div role="status" className="bg-warn-tint px-3 py-2 text-note">
      <div className="mb-1 flex items-center justify-between gap-2">
        <WhatIfMark />
        <BackButton onBack={onBack} />
      </div>
      <p className="break-words first-letter:uppercase">
        <WhatIfPrice price={price} />
      </p>
    </div>
  )
}

export function WhatIfFailed({ message, onBack }: { message: string; onBack: () => void }) {
  return (
    <div role="alert" className="flex items-start gap-2 bg-bad-tint px-3 py-2 text-note">
      <p className="min-w-0 flex-1 break-words">{message} The cost on record is shown.</p>
      <BackButton onBack={onBack} />
    </div>
  )
}

function BackButton({ onBack }: { onBack: () => void }) {
  return (
    <Button size="xs" onClick={onBack}>
      Back to own price
    </Button>
  )
}

"use client"

import { ShareNetworkIcon } from "@phosphor-icons/react/dist/ssr/ShareNetwork"
import { useState } from "react"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import type { ComparedPair } from "@/lib/contracts/compare"
import type { CompareParams } from "../search-params"
import { ShareDialog } from "./share-dialog"

interface ShareButtonProps {
  experimentId: string
  experimentName: string
  params: CompareParams
  pair: ComparedPair | undefined
}

/** Opens what would be shared; disabled with the role that may, where one may not. */
export function ShareButton(props: ShareButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Gated permission="share.manage">
        {(disabled) => (
          <Button
            variant="primary"
            icon={<ShareNetworkIcon size={14} />}
            disabled={disabled}
            onClick={() => setOpen(true)}
          >
            Share
          </Button>
        )}
      </Gated>
      {open && <ShareDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

"use client"

import { CopyIcon } from "@phosphor-icons/react/dist/ssr/Copy"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import { useToast } from "@/components/ui/toast"

/** The link to what is on the page, or the id of the episode. */
export function CopyMenu({ episodeId, onCopyLink }: { episodeId: string; onCopyLink: () => void }) {
  const toast = useToast()
  const copyId = () =>
    void navigator.clipboard.writeText(episodeId).then(() => toast({ title: "Episode id copied" }))
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon={<CopyIcon />}>
          Copy
        </Button>
      }
      items={[
        { label: "Link to this step", hint: "y", onSelect: onCopyLink },
        { label: "Episode id", onSelect: copyId },
      ]}
    />
  )
}

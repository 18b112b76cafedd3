"use client"

import { ColumnsIcon } from "@phosphor-icons/react/dist/ssr/Columns"
import { useRouter } from "next/navigation"
import { findCounterpart, sideBySideHref } from "@/components/episode/counterpart"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { LinkButton } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

/** Side by side with the attempt that tells most; absent while there is no other. */
export function CompareButton({ episode }: { episode: EpisodeDetail | undefined }) {
  const router = useRouter()
  const other = episode ? findCounterpart(episode) : null
  const href = episode && other ? sideBySideHref(episode.experimentId, episode.id, other.id) : null
  useHotkeys(
    "Reader",
    [{ keys: "c", label: "Side by side with another attempt", run: () => href && router.push(href) }],
    href !== null,
  )
  if (!href) return null
  return (
    <LinkButton href={href} icon={<ColumnsIcon />} variant="secondary">
      Compare <Kbd>c</Kbd>
    </LinkButton>
  )
}

import { WinnowMark } from "@/components/shell/winnow-mark"
import type { ShareRefusalReason } from "@/lib/contracts/shares"

const TEXTS: Record<ShareRefusalReason, { title: string; text: string }> = {
  closed: {
    title: "This link is not open",
    text: "It has expired, was revoked, or was not copied whole. Ask whoever sent it for a new one.",
  },
  damaged: {
    title: "This page is not shown",
    text: "Its figures no longer agree with the snapshot they were frozen in, so none of them are shown. Ask whoever sent it to share the comparison again.",
  },
  "rate-limited": {
    title: "Too many attempts",
    text: "Links were tried from your address that open nothing. Wait a quarter of an hour.",
  },
}

/** Instead of figures that cannot be vouched for, or of a link that opens nothing. */
export function ShareRefusal({ reason }: { reason: ShareRefusalReason }) {
  const { title, text } = TEXTS[reason]
  return (
    <main id="content" className="mx-auto flex max-w-[420px] flex-col gap-3 px-3 pt-[12dvh] pb-12">
      <div className="flex items-center gap-2 font-semibold text-key">
        <WinnowMark />
        Winnow
      </div>
      <h1 className="font-semibold text-title">{title}</h1>
      <p className="text-body text-kumo-subtle">{text}</p>
    </main>
  )
}

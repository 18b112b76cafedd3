import { StarIcon } from "@phosphor-icons/react/dist/ssr/Star"

/** Beside the title of an article that the answer needs. */
export function GoldMark() {
  return (
    <span className="ml-1.5 inline-flex items-center gap-0.5 whitespace-nowrap text-note text-warn">
      <StarIcon size={12} weight="fill" aria-hidden />
      gold
    </span>
  )
}

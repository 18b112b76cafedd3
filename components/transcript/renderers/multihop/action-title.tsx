import { BookOpenTextIcon } from "@phosphor-icons/react/dist/ssr/BookOpenText"
import { FlagCheckeredIcon } from "@phosphor-icons/react/dist/ssr/FlagCheckered"
import { MagnifyingGlassIcon } from "@phosphor-icons/react/dist/ssr/MagnifyingGlass"
import { NotePencilIcon } from "@phosphor-icons/react/dist/ssr/NotePencil"
import { classNames } from "@/components/ui/class-names"
import { firstLine } from "../../first-line"
import type { SearchVerb } from "./search-action"

const ICONS = {
  search: MagnifyingGlassIcon,
  read: BookOpenTextIcon,
  note: NotePencilIcon,
  answer: FlagCheckeredIcon,
} satisfies Record<SearchVerb, unknown>

const LONGEST = 300

export function ActionIcon({ verb }: { verb: SearchVerb }) {
  const Icon = ICONS[verb]
  return <Icon size={14} />
}

/** What was done with which words; a note has its words below. */
export function ActionTitle({ verb, tool, text }: { verb: SearchVerb; tool: string; text: string }) {
  const words = verb === "note" ? "" : firstLine(text, LONGEST)
  return (
    <span className="[overflow-wrap:anywhere] [unicode-bidi:isolate]">
      <span className="font-mono font-semibold">{tool}</span>
      {words && <span className={classNames("ml-2", verb === "answer" && "font-semibold")}>{words}</span>}
      {words && text.length > LONGEST && "…"}
    </span>
  )
}

import { Banner } from "@/components/ui/banner"
import { TextLink } from "@/components/ui/text-link"
import { flagTerms } from "@/lib/domain/teacher-terms"

export interface TermsFlagProps {
  /** The models whose outputs are trained on. */
  teachers: readonly { name: string; provider: string; baseModel?: string | null }[]
}

/** That terms of a teacher speak of training on its outputs, with where to read them; nothing where none are known. */
export function TermsFlag({ teachers }: TermsFlagProps) {
  const flags = teachers.flatMap((teacher) => flagTerms({ baseModel: null, ...teacher }) ?? [])
  const vendors = [...new Map(flags.map((flag) => [flag.vendor, flag])).values()]
  if (vendors.length === 0) return null
  return (
    <Banner tone="warn" title="Terms of the teacher.">
      {vendors.map(({ vendor, text, url }) => (
        <span key={vendor}>
          {text} <TextLink href={url}>{new URL(url).host}</TextLink>{" "}
        </span>
      ))}
      A reminder by name, not legal advice.
    </Banner>
  )
}

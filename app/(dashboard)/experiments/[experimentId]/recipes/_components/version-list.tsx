import { formatCountOf } from "@/components/format/count"
import { classNames } from "@/components/ui/class-names"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import type { RecipeRecord } from "@/lib/contracts/recipes"

interface VersionListProps {
  recipes: readonly RecipeRecord[]
  chosenId: string
  onChoose: (id: string) => void
}

/** The versions, newest first. */
export function VersionList({ recipes, chosenId, onChoose }: VersionListProps) {
  return (
    <Panel title="Versions">
      <ul className="max-h-[70vh] overflow-y-auto py-1 max-lg:max-h-52">
        {recipes.map(({ id, name, version, rules, createdAt }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === chosenId}
              onClick={() => onChoose(id)}
              className={classNames(
                "flex w-full items-baseline gap-2 px-3 py-1.5 text-left hover:bg-kumo-tint",
                id === chosenId && "bg-accent-tint",
              )}
            >
              <span className="min-w-0 truncate font-medium">{name}</span>
              <span className="shrink-0 tabular">v{version}</span>
              <span className="ml-auto shrink-0 text-kumo-subtle text-note">
                {formatCountOf(rules.length, "rule")}, <RelativeTime at={createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

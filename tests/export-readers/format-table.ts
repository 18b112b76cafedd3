import type { Exporter } from "@/lib/exporters/exporter"

const HEAD = [
  "| id | format | rows | loss over | row weights | masks | reasoning | least rows | longest row, tokens | largest file |",
  "|---|---|---|---|---|---|---|---|---|---|",
]

/** The table of `docs/export-formats.md`. */
export function formatTable(exporters: readonly Exporter[]): string {
  const rows = exporters.map((exporter) => {
    const { id, title, carries, limits } = exporter
    const isEpisodes = exporter.input === "episodes"
    const cells = [
      `\`${id}\``,
      title,
      isEpisodes ? exporter.rows.join(", ") : "pair",
      isEpisodes ? exporter.losses.join(", ") : "answers",
      ...[carries.rowWeights, carries.masks, carries.reasoning].map((is) => (is ? "yes" : "–")),
      limits.minRows ?? "–",
      limits.maxRowTokens?.toLocaleString("en") ?? "–",
      limits.maxBytes === undefined ? "–" : `${limits.maxBytes / 1e6} MB`,
    ]
    return `| ${cells.join(" | ")} |`
  })
  return [...HEAD, ...rows].join("\n")
}

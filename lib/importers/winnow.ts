import { outlineFile, recordKeys } from "@/lib/importers/file-outline"
import { importRecords } from "@/lib/importers/import-records"
import type { Importer } from "@/lib/importers/importer"

/** Episodes in the product's own shape (`lib/contracts/episode-input`): what the HTTP API takes, in a file. */
export const winnowImporter: Importer = {
  id: "winnow",
  title: "Winnow episodes",
  description: "Episodes as POST .../episodes takes them, one per line or in an array.",
  extensions: ["ndjson", "jsonl", "json"],
  detect(head) {
    const keys = recordKeys(outlineFile(head))
    return keys.has("messages") && keys.has("taskKey") ? 1 : 0
  },
  describe: () => ({ scoreField: "score", primaryMetric: "score", successRule: null, modelName: null }),
  read: (input, options) =>
    importRecords(
      input,
      { ...options, shapes: { array: true, object: "lines" }, expected: "a file of Winnow episodes" },
      (value) => value,
    ),
}

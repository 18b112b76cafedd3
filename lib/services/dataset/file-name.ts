const LONGEST_NAME = 100

/** `Retail, clean (v3)` and `train` give `retail-clean-v3-train.jsonl`: a name that every file system and header takes. */
export function toFileName(name: string, part: string, extension: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, "")
  return `${plain || "dataset"}-${part}.${extension}`
}

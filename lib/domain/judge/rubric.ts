/** What a new judge starts from; the criteria of docs/labelling.md. */
export const DEFAULT_RUBRIC = `Decide whether a smaller model should be trained to imitate this episode.

good: the assistant did what the user asked, by the rules it was given, and what it claims is borne out by the results of its
tool calls. Small detours that it corrected itself are fine.
bad: the task was not done, a rule was broken, a result was made up or misread, or the assistant got there by luck or by a
way that should not be learned.
unsure: the record does not show whether the task was done.

Judge what was done, not how it sounds: a confident summary of something that did not happen is bad.`

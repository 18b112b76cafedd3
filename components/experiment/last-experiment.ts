/** Holds the id of the experiment that this browser looked at last. */
export const LAST_EXPERIMENT_COOKIE = "winnow-experiment"

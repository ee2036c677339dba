/** Drafts hold what callers said: whoever signs in next at this machine must not find them. */
export function clearDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('mofang.draft.')) localStorage.removeItem(key)
  } catch {
    // Where storage is forbidden there are no drafts.
  }
}

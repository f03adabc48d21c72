/** What this browser remembers for one person; storage that is refused or full forgets quietly, the page still works. */
export function readStored(key: string): string | undefined {
  try {
    return localStorage.getItem(`casement.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Remembers, or with undefined forgets. True when it was kept. */
export function writeStored(key: string, value: string | undefined): boolean {
  try {
    if (value === undefined) localStorage.removeItem(`casement.${key}`)
    else localStorage.setItem(`casement.${key}`, value)
    return true
  } catch {
    return false
  }
}

/** Forgets everything whose key begins with this. */
export function forgetStored(prefix: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(`casement.${prefix}`)) localStorage.removeItem(key)
  } catch {
    // Nothing was kept where storage is refused.
  }
}

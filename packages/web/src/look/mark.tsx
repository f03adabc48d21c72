/** The casement window; the open light is the accent. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 2h18v20H3z" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M12 2v20M3 12h9" stroke="currentColor" strokeWidth="2" fill="none" />
      <path d="M12 3 19 6.500v15L12 21z" fill="var(--accent)" />
    </svg>
  )
}

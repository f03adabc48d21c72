// Sets the stored light or dark choice before the first paint, so that the page never flashes.
try {
  const choice = localStorage.getItem('casement.scheme')
  if (choice === 'light' || choice === 'dark') document.documentElement.setAttribute('data-mantine-color-scheme', choice)
} catch {
  // Storage refused: the system's choice holds.
}

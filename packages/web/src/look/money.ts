const POUNDS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** "£127.30", "−£97.09"; of what is owed, a negative amount is in credit: "£97.09 in credit". */
export function moneyInWords(amount: number, { owed = false } = {}): string {
  const words = `£${POUNDS.format(Math.abs(amount))}`
  if (amount >= 0) return words
  return owed ? `${words} in credit` : `−${words}`
}

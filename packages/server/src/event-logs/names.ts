/** Ids stand in addresses of the API, with a number after them. */
const LONGEST_ID = 80

/** A name in small letters, digits and single hyphens, beginning with a letter; empty where nothing of it is left. */
export function kebabCase(name: string): string {
  return wordsOf(name).join('-').toLowerCase().replace(/^[^a-z]+/, '').slice(0, LONGEST_ID).replace(/-$/, '')
}

/** A column's name as the id of a field: `case:enddate_planned` gives enddatePlanned. */
export function camelCase(column: string): string {
  const [first = '', ...rest] = wordsOf(column.replace(/^case:/, ''))
  const joined = [lowerFirst(first), ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
  return lowerFirst(joined.replace(/^[^a-zA-Z]+/, '')).slice(0, LONGEST_ID)
}

/** The name, with a number after it where it is taken already; notes that it is taken now. */
export function unique(name: string, { taken, join }: { taken: Set<string>; join: string }): string {
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${name}${join}${number}`
  taken.add(free)
  return free
}

/** Latin letters lose their accents; whatever else is no letter or digit of ASCII parts two words. */
function wordsOf(name: string): string[] {
  return name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').split(/[^a-zA-Z0-9]+/).filter((word) => word !== '')
}

function lowerFirst(word: string): string {
  return word !== '' && /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1)
}

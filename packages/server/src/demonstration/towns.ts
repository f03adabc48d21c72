import { type Street, streets } from './brambleford.ts'
import { type Chance, chanceOf } from './chance.ts'

/** Towns of a thousand homes, each with four patches, in five quarters of two hundred. The first is Brambleford. */
export const HOMES_OF_A_TOWN = 1000
export const HOMES_OF_A_QUARTER = 200
const QUARTERS = HOMES_OF_A_TOWN / HOMES_OF_A_QUARTER
/** ZX4 to ZX99. */
const FIRST_DISTRICT = 4
const DISTRICTS = 96

export interface Town {
  name: string
  /** 0 is Brambleford, where the fifteen people work whom guides know. */
  nth: number
  /** By quarter. Brambleford's first is the one that is written down. */
  quarters: Street[][]
}

const beginnings = ['Osier', 'Teasel', 'Linnet', 'Sallow', 'Marram', 'Tansy', 'Harrier', 'Sorrel', 'Alder', 'Lapwing', 'Withy', 'Burnet', 'Plover']
const endings = ['combe', 'thorpe', 'mere', 'stead', 'wick', 'holt', 'den', 'bridge', 'worth', 'haven', 'garth', 'beck']

const words = [
  'Abbot’s', 'Almond', 'Anvil', 'Barley', 'Baker’s', 'Bellfield', 'Bobbin', 'Brewery', 'Canal', 'Carter’s', 'Castle', 'Cedar', 'Chandler’s', 'Chapel', 'Cherry', 'Church',
  'Corn', 'Damson', 'Dyer’s', 'Elder', 'Fair', 'Ferry', 'Fletcher’s', 'Forge', 'Garden', 'Glebe', 'Granary', 'Harbour', 'Hazel', 'Hop', 'Juniper', 'Lime', 'Malt', 'Market',
  'Meadow', 'Medlar', 'Nursery', 'Park', 'Pear Tree', 'Poplar', 'Potter’s', 'Priory', 'Rectory', 'Rowan', 'Saddler’s', 'School', 'Spinner’s', 'Spring', 'Station', 'Sycamore',
  'Thatcher’s', 'Tollgate', 'Union', 'Vicarage', 'Walnut', 'Well', 'Wharf', 'Willow',
]
const endingsOf: Record<Street['kind'] | 'block', readonly string[]> = {
  house: ['Road', 'Street', 'Lane', 'Row', 'Terrace', 'Avenue', 'Hill', 'Walk'], flat: ['Court', 'Place'], block: ['House', 'Point'], bungalow: ['Mead', 'Rise', 'Garth'],
}

/** The towns whose homes make up the count; of the last quarter each street has its proportion. */
export function townsFor(homes: number): Town[] {
  return Array.from({ length: Math.ceil(homes / HOMES_OF_A_TOWN) }, (_, nth) => {
    const left = Math.min(HOMES_OF_A_TOWN, homes - nth * HOMES_OF_A_TOWN)
    const quarters = quartersOf(nth).slice(0, Math.ceil(left / HOMES_OF_A_QUARTER))
    return { name: nameOf(nth), nth, quarters: quarters.map((quarter, index) => shrink(quarter, Math.min(HOMES_OF_A_QUARTER, left - index * HOMES_OF_A_QUARTER))) }
  })
}

function nameOf(nth: number): string {
  if (nth === 0) return 'Brambleford'
  return `${beginnings[nth % beginnings.length]!}${endings[nth % endings.length]!}`
}

/** Streets do not depend on the seed: a town looks the same in every demonstration. */
function quartersOf(town: number): Street[][] {
  const chance = chanceOf(`town ${town}`)
  const nextName = { house: dealStreetNames('house', chance), flat: dealStreetNames('flat', chance), block: dealStreetNames('block', chance), bungalow: dealStreetNames('bungalow', chance) }
  return Array.from({ length: QUARTERS }, (_, quarter) => {
    if (town === 0 && quarter === 0) return [...streets]
    return streets.map((like) => {
      const name = nextName[like.block === true ? 'block' : like.kind]()
      return { ...like, name, patch: patchOf(like.patch, town), postcode: postcodeOf(like, { name, town }) }
    })
  })
}

function dealStreetNames(kind: keyof typeof endingsOf, chance: Chance): () => string {
  const names = endingsOf[kind].flatMap((ending) => words.map((word) => `${word} ${ending}`))
  const left = chance.fork(kind).shuffle(names)
  return () => left.pop()!
}

/** `north` in Brambleford, `north-2` in the second town. */
export function patchOf(side: string, town: number): string {
  return town === 0 ? side : `${side}-${town + 1}`
}

function postcodeOf({ postcode }: Street, { name, town }: { name: string; town: number }): string {
  const sector = postcode.split(' ')[1]![0]!
  const [first = '', last = ''] = [name, name.split(' ').at(-1)].map((part) => part?.[0])
  return `ZX${FIRST_DISTRICT + (town % DISTRICTS)} ${sector}${first}${last}`
}

function shrink(quarter: Street[], count: number): Street[] {
  let before = 0
  return quarter.map((street) => {
    const from = Math.round((before * count) / HOMES_OF_A_QUARTER)
    before += street.homes
    return { ...street, homes: Math.round((before * count) / HOMES_OF_A_QUARTER) - from }
  })
}

import type { Chance } from './chance.ts'

const givenNames: readonly string[] = [
  'Abel', 'Ada', 'Agnes', 'Aisha', 'Alder', 'Anil', 'Anouk', 'Arlo', 'Beatrix', 'Bilal', 'Bronwen', 'Calder', 'Carys', 'Cedric', 'Chidi', 'Clementine',
  'Cyril', 'Danuta', 'Delroy', 'Dilys', 'Dorcas', 'Edmund', 'Eirlys', 'Elspeth', 'Emeka', 'Enid', 'Ezra', 'Fatima', 'Fergus', 'Flora', 'Gethin', 'Goran',
  'Greta', 'Hamish', 'Hester', 'Hyacinth', 'Imran', 'Iona', 'Isolde', 'Jarvis', 'Jocelyn', 'Kamala', 'Keir', 'Kofi', 'Leopold', 'Lettice', 'Linnet', 'Mabel',
  'Magda', 'Malachy', 'Marguerite', 'Merrick', 'Mohan', 'Muriel', 'Nadia', 'Nesta', 'Ngozi', 'Odette', 'Olwen', 'Orson', 'Parveen', 'Percy', 'Petra', 'Primrose',
  'Rafiq', 'Ranulf', 'Rowena', 'Rufus', 'Sabine', 'Seren', 'Silas', 'Solveig', 'Sorcha', 'Tamsin', 'Teodor', 'Thandi', 'Tobias', 'Ursula', 'Verity', 'Winifred',
  'Yasmin', 'Yusuf', 'Zadie', 'Zofia',
]

const surnames: readonly string[] = [
  'Addlestrop', 'Amberley', 'Applegarth', 'Ashdown-Lee', 'Bannerman', 'Barrowclough', 'Bellweather', 'Birtwhistle', 'Blackthorn', 'Brackenbury', 'Bramwell', 'Brindle',
  'Cattermole', 'Chowdhury-Vale', 'Clutterbuck', 'Copperwheat', 'Crabtree', 'Cranmere', 'Dankworth', 'Dewhirst', 'Drakefield', 'Eccleshall', 'Elderkin', 'Entwistle', 'Fairweather',
  'Featherstone', 'Fernsby', 'Fothergill', 'Garside', 'Gorsuch', 'Greenhalgh', 'Hardcastle', 'Hathersage', 'Hebblethwaite', 'Holloway-Osei', 'Hornblow', 'Inglethorpe', 'Jellicoe',
  'Kettlewell', 'Kilbride', 'Lightbown', 'Longbottom', 'Lovelock', 'Lund', 'Mallory', 'Marchbanks', 'Merriweather', 'Micklethwait', 'Mossop', 'Nettleship', 'Nightingale', 'Oakenfold',
  'Okonjo', 'Oldacre', 'Ormsby', 'Partridge', 'Pennywell', 'Pickersgill', 'Postlethwaite', 'Quarmby', 'Rainsford', 'Rosethorn', 'Rushbrook', 'Sallow', 'Sandhu-Marsh', 'Satterthwaite',
  'Silverthorne', 'Skelhorn', 'Snodgrass', 'Starling', 'Sumpter', 'Tattersall', 'Thackeray', 'Thistlewood', 'Threlfall', 'Tregarth', 'Underhill', 'Venables', 'Wainscott', 'Warbeck',
  'Whitelock', 'Widdowson', 'Winterbourne', 'Wolstenholme', 'Yarrow', 'Zielinska',
]

export interface Name {
  given: string
  surname: string
}

/** An invented name; whoever has it already is somebody else. */
export function inventName(chance: Chance, surname?: string): Name {
  return { given: chance.pick(givenNames), surname: surname ?? chance.pick(surnames) }
}

/** Deals names so that neighbours share neither: each list is gone through before it begins again. */
export function dealNames(chance: Chance): () => Name {
  const [given, family] = [chance.shuffle(givenNames), chance.shuffle(surnames)]
  let dealt = 0
  return () => {
    const name = { given: given[dealt % given.length]!, surname: family[dealt % family.length]! }
    dealt += 1
    return name
  }
}

/** A mobile number that Ofcom keeps for drama: it will never ring. */
export function inventMobile(chance: Chance): string {
  return `07700 900${String(chance.whole(0, 999)).padStart(3, '0')}`
}

export function inventLandline(chance: Chance): string {
  return `01632 960${String(chance.whole(0, 999)).padStart(3, '0')}`
}

export function emailOf({ given, surname }: Name): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z-]/g, '')
  return `${plain(given)}.${plain(surname)}@post.example`
}

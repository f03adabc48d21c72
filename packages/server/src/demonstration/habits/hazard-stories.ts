import type { Story } from '../habits.ts'

const HEATING_MONTHS = [10, 11, 12, 1, 2, 3, 4]
/** The day on which more hazards came under the law, and left the list of the others. */
const SECOND_PHASE = '2026-11-30'
const DAY_BEFORE = '2026-11-29'

type Words = Story['words']

const damp = (words: Words, more: Omit<Story, 'words'> = {}): Story => ({ ...more, words: { ...people, hazard: 'damp-and-mould', otherHazard: '', ...words } })
const another = (otherHazard: string, words: Words, more: Omit<Story, 'words'> = {}): Story => ({ ...more, words: { ...people, hazard: 'another', otherHazard, ...words } })
const laterUnderTheLaw = (hazard: string, words: Words, more: Omit<Story, 'words'> = {}): Story[] => [
  another(hazard, words, { ...more, until: DAY_BEFORE }),
  { ...more, from: SECOND_PHASE, words: { ...people, hazard, otherHazard: '', ...words } },
]

const people: Words = {
  whose: ['a baby of five months', 'a child with asthma', 'a man of eighty-one', 'somebody who is pregnant', 'two small children', 'a woman with a lung disease', 'nobody whom we know to be at more risk'],
  risk: ['baby', 'lungs', 'over-65', 'pregnant', 'none-known', 'none-known'],
  size: ['about two square metres', 'the size of a door', 'as large as a tea tray', 'from the skirting to the sill', 'a hand’s breadth all along the wall'],
  long: ['for three weeks', 'since a month or so', 'for the second winter', 'since the tenancy began', 'for about ten days'],
  danger: 'It may hurt somebody today: water and electricity come together.',
  gone: ['Dry and sound, 14 % on the meter.', 'Nothing left to see. The tenant is content.', 'Done as ordered; the readings are normal.'],
}

const mostlyUrgent = { rate: { emergency: 8, significant: 3, neither: 0, 'not-ours': 0.2, duplicate: 0.3 }, investigate: { emergency: 6, significant: 3, 'no-hazard': 0.5, 'not-ours': 0.2 } }

/** Each is told by the tenant, looked at by a surveyor and put right, in words that belong together. */
export const hazardStories: readonly Story[] = [
  damp({
    room: 'bedroom', told: ['Mould behind the wardrobe in the back bedroom {long}.', 'Rings about black spots over the bed, {size}.'],
    extent: ['Black mould on the outside wall behind the bed, {size}, {long}.', 'Black spots behind the wardrobe and on the clothes in it, {size}.'],
    found: 'Cold corner without insulation behind the wardrobe, and a fan that does not run.', cause: 'condensation',
    safe: 'Mould washed off and the wall sealed; dehumidifier left for a week.', further: 'New fan and insulation board in the corner.', finished: 'Fan renewed, corner insulated, wall painted.',
  }, { months: HEATING_MONTHS }),
  damp({
    room: 'childs-bedroom', told: ['Child’s room smells and the wall is black above the cot.', 'Mould round the window of the child’s room {long}.'],
    extent: ['Mould round the window and above the cot, {size}, {long}.', 'The wall beside the child’s bed is black, {size}.'],
    found: 'Trickle vents painted shut and the lintel is cold. The radiator is too small for the room.', cause: 'condensation',
    safe: 'Mould wash on all walls, bed moved to the inner wall, heater lent.', further: 'Open the vents, fit a larger radiator and line the lintel.', finished: 'Vents freed, radiator exchanged, lintel lined and painted.',
  }, { months: HEATING_MONTHS }),
  damp({
    room: 'bathroom', told: ['The extractor fan has not worked {long} and the bathroom ceiling is black.', 'Bathroom ceiling drips after every shower.'],
    extent: ['Ceiling of the bathroom black, {size}, paint comes off.', 'Mould on ceiling and grout, {size}, {long}.'],
    found: 'Fan is dead and the duct ends in the loft.', cause: 'condensation',
    safe: 'Ceiling washed and treated.', further: 'New fan with a duct to the outside.', finished: 'Fan fitted, duct taken through the tile, ceiling painted.',
  }),
  damp({
    room: 'living-room', told: ['Brown stain on the chimney breast that grows with each rain.', 'Water stain beside the chimney {long}.'],
    extent: ['Brown stain on the chimney breast, {size}, wet to the touch.', 'Stain beside the chimney that grows with each rain, {size}.'],
    found: 'The flashing at the chimney has lifted and lets water in.', cause: 'penetrating',
    safe: 'Flashing taped from the ladder, plaster opened to dry.', further: 'Renew the flashing and replaster.', finished: 'Flashing renewed and the wall replastered.',
  }),
  damp({
    room: 'kitchen', told: ['Water runs down the kitchen wall when it rains. Bucket stands under it.', 'The wall behind the cooker is wet {long}.'],
    extent: ['Kitchen wall wet from the ceiling down, {size}.', 'Plaster behind the cooker is soft and grey, {size}, {long}.'],
    found: 'Gutter joint leaks into the gable. Plaster is wet to a height of one metre.', cause: 'penetrating',
    safe: 'Gutter sealed, wall sprayed, cooker moved.', further: 'Renew ten metres of gutter, hack off and replaster.', finished: 'Gutter renewed, wall replastered after it had dried.',
  }),
  damp({
    room: 'hall-and-stairs', told: ['Skirting in the hall is rotten and the wallpaper comes off.', 'White bloom on the hall wall {long}.'],
    extent: ['Wallpaper comes off the hall wall up to the knee, {size}.', 'Skirting rotten, white bloom above it, {size}.'],
    found: 'Ground outside stands above the damp course; the wall draws water.', cause: 'rising',
    safe: 'Loose plaster taken off, wall treated against mould.', further: 'Dig the path down, renew the skirting and replaster.', finished: 'Path lowered by 20 cm, skirting and plaster renewed.',
  }),
  damp({
    room: 'bathroom', told: ['Floor beside the bath is soft and smells.', 'Neighbour below has a stain, and our bathroom floor gives way.'],
    extent: ['Floor beside the bath is soft, {size}; black along the panel.', 'Lino lifts beside the bath and it smells, {long}.'],
    found: 'A slow leak at the bath waste has soaked the floor.', cause: 'plumbing',
    safe: 'Waste renewed, panel off, floor dried with a blower.', further: 'Renew boards and lino.', finished: 'Three boards and the lino renewed.',
  }),
  damp({
    room: 'bedroom', told: ['Mould on all outside walls of the bedroom; it is never warm.', 'Clothes in the cupboard turn green {long}.'],
    extent: ['Mould in three corners of the bedroom, {size} each.', 'Clothes and shoes turn green in the cupboard, {long}.'],
    found: 'Heating does not reach the room: the valve is stuck. Walls are below the dew point.', cause: 'heating',
    safe: 'Valve freed, mould wash, heater lent.', further: 'Exchange the valve and balance the heating.', finished: 'Valve exchanged and every radiator balanced.',
  }, { months: HEATING_MONTHS }),
  damp({
    room: 'outside', told: ['The downpipe has burst and the whole gable is green.', 'Overflow has run down the wall {long}.'],
    extent: ['Gable green and wet outside, stains inside, {size}.', 'Overflow runs down the wall, damp in the room behind it, {long}.'],
    found: 'Downpipe split along its seam, brickwork soaked behind it.', cause: 'wear',
    safe: 'Downpipe bypassed with a hose, inner wall treated.', further: 'New downpipe, and repoint the gable.', finished: 'Downpipe renewed and two square metres repointed.',
  }),
  damp({
    room: 'kitchen', told: ['Water comes through the kitchen ceiling at the lamp.', 'Ceiling is dripping through the light fitting since this morning.'],
    extent: ['Water drips from the light fitting; ceiling is stained, {size}.', 'The ceiling bulges round the lamp and drips.'],
    danger: 'Water comes through the light fitting. Lights off at the board, children kept out of the room.',
    found: 'Burst joint above the kitchen; cable and rose are wet.', cause: 'plumbing',
    safe: 'Supply isolated, joint made, circuit off and tested.', further: 'New ceiling in half of the kitchen, new rose.', finished: 'Ceiling boarded and skimmed, rose renewed, circuit tested.',
  }, { odds: mostlyUrgent }),
  ...laterUnderTheLaw('electrical', {
    room: 'hall-and-stairs', told: ['The socket in the hall sparks when the hoover goes in.', 'Bare wires where the switch was, {long}.'],
    extent: 'Switch hangs from the wall, wires to be seen, in reach of a child.', danger: 'Live wires in reach of a child.',
    found: 'Back box loose, insulation burnt at two cores.', cause: 'wear',
    safe: 'Circuit isolated, socket blanked off.', further: 'Test the home and renew what fails.', finished: 'Circuit rewired, certificate on the file.',
  }, { odds: mostlyUrgent }),
  ...laterUnderTheLaw('excess-cold', {
    room: 'living-room', told: ['No heating since the day before yesterday; the boiler shows a fault.', 'Back door does not close and the room will not get above 14 degrees.'],
    extent: 'Boiler locks out, no heating and no hot water; 13 degrees in the living room.', danger: 'No heating in frost, and in the home there is {whose}.',
    found: 'Fan of the boiler has failed; the loft has no insulation to speak of.', cause: 'heating',
    safe: 'Two heaters lent, boiler restarted with a new fan.', further: 'Insulate the loft.', finished: 'Loft insulated to 300 mm.',
  }, { months: [11, 12, 1, 2, 3], odds: { rate: { emergency: 4, significant: 7, neither: 0.5, 'not-ours': 0, duplicate: 0.3 } } }),
  ...laterUnderTheLaw('falls-stairs', {
    room: 'hall-and-stairs', told: ['A stair has broken under her foot.', 'The banister came away in his hand.'],
    extent: 'Third tread from the top is split, banister loose at both posts.', danger: 'Anybody who does not know of it falls down the stairs.',
    found: 'Tread split along the grain, newel post not fixed.', cause: 'wear',
    safe: 'Tread covered with ply and screwed, post strapped.', further: 'New tread and newel post.', finished: 'Tread and post renewed.',
  }),
  ...laterUnderTheLaw('structural-collapse', {
    room: 'bedroom', told: ['The bedroom ceiling sags and cracks when somebody walks above.', 'A piece of plaster as large as a plate fell on the bed.'],
    extent: 'Ceiling sags by a hand’s breadth, {size}; plaster has come down.', danger: 'The ceiling may come down on the bed.',
    found: 'Laths have let go over half of the ceiling.', cause: 'wear',
    safe: 'Ceiling propped and the room closed off.', further: 'Take the ceiling down, board and skim.', finished: 'New ceiling boarded, skimmed and painted.',
  }, { odds: mostlyUrgent }),
  ...laterUnderTheLaw('domestic-hygiene', {
    room: 'kitchen', told: ['Mice in the kitchen {long}; she hears them at night.', 'Rats under the sink, seen by the contractor.'],
    extent: 'Droppings behind the units, holes round the pipes.', danger: 'Rats in the room where a baby sleeps.',
    found: 'Open pipe run into the duct; nests behind the plinth.', cause: 'defect',
    safe: 'Bait laid by the contractor, food cupboard moved.', further: 'Proof every hole round the pipes.', finished: 'Holes proofed with mesh, second visit found no droppings.',
  }),
  another('intruders', {
    room: 'hall-and-stairs', told: ['The front door has not locked {long}.', 'Lock was forced last week and only tied up since.'],
    extent: 'Front door does not lock; the frame is split at the keep.', danger: 'The door cannot be locked and she has been threatened.',
    found: 'Frame split, keep torn out.', cause: 'defect',
    safe: 'Temporary bolt and new cylinder.', further: 'New frame and door.', finished: 'Door set renewed, three keys handed over.',
  }),
  another('hot-surfaces', {
    room: 'bathroom', told: ['The hot tap scalds; a child has burnt her hand.'],
    extent: 'Water at the bath tap measured at 68 degrees.', danger: 'A child has been scalded already.',
    found: 'Mixing valve has failed, store is set too high.', cause: 'wear',
    safe: 'Store turned down to 60 degrees, tap labelled.', further: 'New mixing valve at bath and basin.', finished: 'Both mixing valves renewed, 43 degrees at the tap.',
  }),
]

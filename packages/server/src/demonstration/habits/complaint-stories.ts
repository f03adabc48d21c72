import type { Story } from '../habits.ts'

const story = (words: Story['words'], more: Omit<Story, 'words'> = {}): Story => ({ words, ...more })

/** What a resident says, as it is agreed, what went wrong and what is learned, in words that belong together. */
export const complaintStories: readonly Story[] = [
  story({
    service: 'repairs', complaint: ['The repair to my boiler took five visits and I was without heating for three weeks.', 'Five visits for one boiler, and every one of them wanted to hear it all again.'],
    definition: 'That five visits were needed for the boiler, and that nobody said why.', wanted: ['An apology, and something for the heaters I had to buy.', 'That somebody tells me what is going on.'],
    asked: 'Repairs: job history. Contractor: photographs and diary.', fault: 'the part was ordered on the third visit only, and nobody rang.', action: 'Boiler to be exchanged by the end of next month.', cause: 'contractor', lesson: 'Nobody looks at a job that comes back a third time.',
  }, { months: [10, 11, 12, 1, 2, 3, 4] }),
  story({
    service: 'repairs', complaint: ['I took a day off work and the plumber did not come, again.', 'Two appointments, two days off work, no plumber.'],
    definition: 'That two agreed appointments were missed without a call.', wanted: ['The work finished, and something for the days off I took.'],
    asked: 'Contractor: diary of both days. Customer service: recordings of the calls.', fault: 'both appointments were missed, and the call to say so went to an old number.', action: 'Tap to be renewed, first appointment of the day.', cause: 'delay', lesson: 'A missed appointment is not followed by a call unless someone thinks of it.',
  }),
  story({
    service: 'repairs', complaint: ['They painted over the stain and left paint on my carpet.', 'The new door does not close and the old one did.'],
    definition: 'That the work was poor and the carpet was damaged.', wanted: ['The work done properly and the carpet cleaned.'],
    asked: 'Contractor: photographs before and after. Surveyors: has anybody inspected it?', fault: 'the work was signed off without being looked at.', action: 'Work to be done again and the carpet cleaned at our cost.', cause: 'quality', lesson: 'Small jobs are signed off unseen.',
  }),
  story({
    service: 'damp-and-mould', complaint: ['I have told you about the mould since spring and all I got is a leaflet.', 'My child coughs every night and nobody looks at the wall.'],
    definition: 'That mould was reported twice and nobody came to look.', wanted: ['Somebody who comes and looks at it.', 'The wall dry before winter.'],
    asked: 'Surveyors: what was reported when, and who decided on it.', fault: 'the first report was taken for an ordinary repair.', action: 'Fan and insulation as the surveyor orders.', cause: 'delay', lesson: 'Who lives in the home was not asked when mould was reported.',
  }, { answers: { 'decide-what-it-is.hazardReported': [true, true, false] } }),
  story({
    service: 'damp-and-mould', complaint: ['The dehumidifier runs day and night and I pay for it.', 'You treated the wall and the black is back.'],
    definition: 'That the treatment did not last, and that the electricity was not paid for.', wanted: ['The cost of the electricity back, and the cause dealt with.'],
    asked: 'Surveyors: report and readings. Finance: what we pay for dehumidifiers.', fault: 'nobody offered the payment that our own policy gives.', action: 'Electricity to be paid by the metered hours.', cause: 'policy', lesson: 'The payment for dehumidifiers is in the policy and in no letter.',
  }),
  story({
    service: 'customer-service', complaint: ['Nobody rings back. I have been promised a call about the fence four times.', 'An hour on the telephone, then cut off, three times in a week.'],
    definition: 'That calls were promised and not made.', wanted: ['A call from somebody who knows.', 'That it does not happen to the next person.'],
    asked: 'Customer service: recordings of the calls and the notes made.', fault: 'three calls were promised and none was made.', action: 'Fence to be inspected, and a call made with the result.', cause: 'communication', lesson: 'A promised call is a note and not a task.',
  }),
  story({
    service: 'customer-service', complaint: ['The person on the telephone was rude to my mother.', 'I was told that I should be glad to have a flat at all.'],
    definition: 'That she was spoken to without respect.', wanted: ['An apology from that person.'],
    asked: 'Customer service: the recording, and what the colleague says.', fault: 'what was said in the call was not respectful.', action: 'The colleague’s manager writes to the resident.', cause: 'conduct', lesson: 'Hard calls are nobody’s to help with after five.',
  }),
  story({
    service: 'estate', complaint: ['The communal hallway has not been cleaned since September and we pay for it.', 'The bins have overflowed for a month and there are rats.'],
    definition: 'That a service they pay for was not given.', wanted: ['The service charge back for those months.', 'A clean hallway.'],
    asked: 'Estate services: cleaning sheets. Finance: what was charged.', fault: 'six of nine cleans were not done and all were charged.', action: 'Six cleans to be taken off the service charge.', cause: 'contractor', lesson: 'Nobody compares the cleaner’s sheets with the bill.',
  }),
  story({
    service: 'rent-and-charges', complaint: ['My rent went up by more than the letter said.', 'You took the rent twice and I had no money for the week.'],
    definition: 'That the wrong amount was taken, and that it took three calls to put it right.', wanted: ['My money back and the bank charge paid.'],
    asked: 'Income: the account and the direct debit runs.', fault: 'the new amount was taken a week before it was due.', action: 'Bank charge to be paid back.', cause: 'record-keeping', lesson: 'A change of the collection day is not checked by a second person.',
  }, { months: [3, 4, 5, 6, 7] }),
  story({
    service: 'neighbours', complaint: ['I have kept the diary for two months and nobody has read it.', 'The noise goes on every night and you do nothing.'],
    definition: 'That reports of noise were not acted on.', wanted: ['That somebody speaks to them.', 'To be told what you can do and what not.'],
    asked: 'Housing: the case about the noise and the diary sheets.', fault: 'diary sheets were received and not looked at for five weeks.', action: 'The officer visits both homes and writes to both.', cause: 'communication', lesson: 'Nobody is told when diary sheets come in.',
  }),
  story({
    service: 'neighbours', complaint: ['You told my neighbour that it was me who complained.', 'The car park is used by everybody but us.'],
    definition: 'That a promise made to them was not kept.', wanted: ['An apology, and to know how it happened.'],
    asked: 'Housing: notes of the visit. Whoever spoke to the neighbour.', fault: 'the note said in confidence was not marked as such.', action: 'The officer is trained again; the note is marked.', cause: 'conduct', lesson: 'Who must not be told is easy to overlook.',
  }),
  story({
    service: 'lettings', complaint: ['I was told I would hear in two weeks and it has been two months.', 'The home was not clean when I moved in and the cooker did not work.'],
    definition: 'That the move was not as it had been promised.', wanted: ['The first week’s rent back.', 'An answer.'],
    asked: 'Lettings: the checklist of the empty home. Voids: photographs.', fault: 'the checklist was ticked and the photographs show otherwise.', action: 'Cooker point to be repaired, one week’s rent credited.', cause: 'quality', lesson: 'The list for an empty home is ticked at the desk.',
  }),
  story({
    service: 'tenancy', complaint: ['I asked to have my partner put on the tenancy a year ago.', 'You wrote to my old name after I had sent the certificate twice.'],
    definition: 'That a request was not dealt with and papers were lost.', wanted: ['The tenancy put right and an apology.'],
    asked: 'Housing: what was received, and who has it.', fault: 'the certificate was scanned to the wrong file.', action: 'Record to be corrected within the week.', cause: 'record-keeping', lesson: 'What is handed in at the desk has no owner.',
  }),
]

import { civilDate, dayNumber, weekday } from '@casement/engine'
import type { Habits } from '../habits.ts'

/** A notice to quit gives at least 28 days and ends with a week of the tenancy, on a Sunday (Protection from Eviction Act 1977, s5). */
const NOTICE_DAYS = 28

/** What officers find, and write, when a home seems to have been left. */
export const suspectedAbandonmentHabits: Partial<Habits> = {
  perYear: 6,
  odds: {
    visit: { occupied: 2, 'no-sign-of-life': 12, unsure: 3, 'someone-else-lives-there': 1 },
    'visit-again': { occupied: 1, 'no-sign-of-life': 8, unsure: 1, 'someone-else-lives-there': 0.6 },
    'contact-people': { 'nobody-reached': 7, 'tenant-reached': 1, 'told-where-tenant-is': 1.2 },
    'meet-tenant': { 'lives-there': 3, 'moved-out': 3, 'did-not-come': 2 },
    'welfare-check': { 'no-concern': 9, 'person-helped': 1, 'person-found-dead': 0 },
    'answer-to-letter': { answered: 1, silent: 8 },
    panel: { abandoned: 10, 'lives-there': 0.5, fraud: 1.5, 'tenant-away': 1.5, 'tenant-died': 0.3 },
    'authorise-recovery': { authorised: 6, refused: 1 },
    'clear-belongings': { collected: 1, sold: 1, 'disposed-of': 3 },
  },
  taskNotes: {
    'check-records': [
      'Last payment by card in September. No repair reported since the boiler service in spring.',
      'Nothing on file about hospital or prison. Fob last used three weeks ago.',
      'Direct debit was cancelled by the bank. One alert read: dog in the garden.',
    ],
    'visit.occupied': ['Tenant answered after the second knock. Works nights, sleeps by day. Saw the passport and a gas bill.', 'Tenant was in the garden. Had been at a daughter’s for a month.'],
    'visit.no-sign-of-life': [
      'No answer. Post behind the door, curtains drawn. Meter {meter}. Card left.',
      'Knocked front and back. Bin not put out. Side gate bangs in the wind. Card left with time and number.',
      'Looked through the front window: no sofa, one box. Neighbour says nobody for weeks.',
    ],
    'visit.unsure': ['No answer, but a light is on in the back room and the bin has been out.', 'Curtains are drawn as before. Post seems to be taken in, by whom nobody could say.'],
    'visit.someone-else-lives-there': ['A young couple answered. They pay rent to “the landlord”, in cash, and would not give a name.'],
    'visit-again.occupied': ['Tenant answered, evening visit. Had lost the phone, had not seen our letters.'],
    'visit-again.no-sign-of-life': [
      'Post has built up since the first visit and the meter reads the same, {meter}. Curtains as before.',
      'Came at 6 pm: dark, no answer. Letter box taped up. {neighbour} has not heard anyone for weeks.',
      'Third time at this door. Grass is knee high. Took four photographs.',
    ],
    'visit-again.unsure': ['Heating flue was warm, but no answer. Will come back in the morning.'],
    'visit-again.someone-else-lives-there': ['A man answered who says he house-sits. Could not say until when.'],
    'contact-letter': ['By hand, photographed, and first class.', 'Put through the door at 11.20 am and posted the same day.'],
    'contact-people.nobody-reached': ['Rang both numbers three times, no answer. E-mail came back. {kin}’s number is out of use.', 'Voicemail is full. Next of kin did not answer either.'],
    'contact-people.tenant-reached': ['Answered at once: has been working away and comes home at weekends. Will meet me at the home.'],
    'contact-people.told-where-tenant-is': ['{kin}, next of kin, says the tenant went to Aberfenn for work in September and took everything.', '{kin}, next of kin, says the tenant has been in the Royal since a fall and may not come home.'],
    'ask-agencies': ['Council: claim ended at the tenant’s request. Water company: account closed last month.', 'Housing benefit ended. Council tax still in the tenant’s name. No answer from the supplier yet.'],
    panel: ['Dawn and I went through the file. All three visits, the meter and the benefit claim say the same.', 'Decided together; considered hospital, prison and domestic abuse, nothing points there.'],
    'serve-notice': ['Served by hand through the door with Tariq as witness, and by first class post.'],
    'prove-service': ['Certificate of service and two photographs are on the file.'],
    'authorise-recovery': ['Read the file with legal. Dates are right.'],
    'change-locks': ['Locks changed at 10.15 am. Every room photographed before anything was moved.'],
    'meet-tenant.did-not-come': ['Waited half an hour. Rang: no answer.'],
    'meet-tenant.moved-out': ['Came with the new address on a letter. Lives with a partner now and will sign the surrender.'],
    'make-safe': ['Gas capped at the meter by the on-call engineer. Nothing else touched.'],
  },
  answers: {
    reportedBy: ['neighbour', 'neighbour', 'neighbour', 'colleague', 'own-records', 'family', 'agency'],
    'open.welfareConcern': [false],
    'open.unsafeHome': [false],
    'open.noticeServedOn': [undefined],
    'open.noticeExpiresOn': [undefined],
    'open.tenancyEndedOn': [undefined],
    alertsRead: [true],
    knownAbsence: ['none-known', 'none-known', 'none-known', 'travelling'],
    welfareConcern: [false, false, false, false, false, false, false, false, false, true],
    unsafeHome: [false, false, false, false, false, false, false, false, false, false, true],
    'visit.occupied.welfareConcern': [false],
    'visit.occupied.signsOfLife': [['answered'], ['answered', 'furniture']],
    'visit.no-sign-of-life.signsOfLife': [['none']],
    'visit.unsure.signsOfLife': [['lights'], ['post-cleared']],
    'visit.someone-else-lives-there.signsOfLife': [['answered', 'furniture']],
    'visit-again.occupied.signsOfLife': [['answered', 'post-cleared']],
    'visit-again.no-sign-of-life.signsOfLife': [['none']],
    'visit-again.unsure.signsOfLife': [['lights']],
    'visit-again.someone-else-lives-there.signsOfLife': [['answered']],
    spokeTo: ['{neighbour}, {next}', '{neighbour}, {next}', 'Nobody was about'],
    policeReference: ['BR-4471-26', 'BR-5120-26', 'BR-3986-26'],
    found: ['Nobody at home, nothing out of order.'],
    attempts: ['Both mobile numbers at 10 am and 6 pm, e-mail, next of kin.', 'Mobile three times, landline once, next of kin twice.', 'Text, voicemail, e-mail and a note through the door.'],
    whereTenantIs: ['travelling', 'hospital', 'care'],
    'contact-people.nobody-reached.whereTenantIs': [undefined],
    asked: [['council-tax', 'housing-benefit'], ['council-tax', 'utilities'], ['housing-benefit', 'credit']],
    'ask-agencies.answers': ['Claim ended at the tenant’s request.', 'Account closed, forwarding address not given.', 'Still in the tenant’s name.'],
    indicators: [['no-answer', 'post', 'meter-still'], ['no-furniture', 'rent-stopped', 'neighbours-not-seen'], ['no-answer', 'benefit-stopped', 'utilities-closed', 'kin-say-moved']],
    reasons: ['Three visits at different times found nobody, the meter stands still and the benefit claim has ended. Next of kin know of a move.', 'The home is empty of furniture and neighbours have seen no one since the summer. Nothing points to hospital or prison.'],
    'panel.tenant-away.reasons': ['The tenant is in hospital and means to come home. Daughter keeps the key.'],
    'panel.lives-there.reasons': ['What we took for an empty home is a tenant who works nights.'],
    'panel.fraud.reasons': ['Other people use the home and pay for it. This is for the fraud investigator.'],
    rentLastPaidOn: (today, chance) => daysBefore(today, chance.whole(20, 110)),
    repairLastReportedOn: (today, chance) => daysBefore(today, chance.whole(90, 500)),
    lastSeenOn: (today, chance) => daysBefore(today, chance.whole(14, 80)),
    servedOn: (today) => today,
    expiresOn: noticeExpiry,
    howServed: ['by-hand', 'at-the-home', 'at-the-home', 'first-class'],
    witness: ['Tariq Fennimore', 'Priya Saltmarsh', 'Kezia Lomax'],
    belongings: [true, false],
    legalCheck: [true],
    'meet-tenant.lives-there.whereTheyLive': ['At the home, but works away in the week', 'At the home; works nights'],
    'meet-tenant.moved-out.whereTheyLive': ['With a partner in Aberfenn'],
    endedOn: (today) => today,
    formerTenantDebt: [0, 412.6, 1208.35],
    whatWasDone: ['The certificate of service was missing from the file; it is there now.'],
    work: ['Gas capped, back door boarded, keys kept at the office for the tenant.'],
  },
  caseNotes: [
    '{neighbour} {next} rang again: the side gate bangs all night.',
    'Rang {kin}, next of kin, who has not heard anything since September and will text if that changes.',
    'Postman says nothing has been collected from the porch since the clocks changed.',
    'Income team stopped the arrears letters until we know more.',
    'Gas service is due next month; compliance knows about this case.',
    'Do not ring before noon: the number on file is the mother’s, and she is unwell.',
    'Asked the caretaker to watch the meter cupboard.',
    'Councillor Amberley’s office asked how long the home has been empty. Told them we cannot say more.',
  ],
  extraTasks: ['Ring {kin} again', 'File the photographs of the visit', 'Ask the caretaker for the key log', 'Tell {neighbour} that we are looking into it'],
  redoReasons: ['That was the flat above: wrong door. Going again.', 'The tenant rang after all; what I wrote down no longer holds.', 'Dawn asked for the meter reading, which I had not taken.'],
  holdNotes: ['Police reference 4471: they will tell us when we may enter.', 'PC Brackenbury asks us to stay away from the door this week.'],
  cancelReasons: ['Opened twice: the report came in by telephone and by e-mail.', 'Wrong address: the neighbour meant the house opposite, which is not ours.'],
  parties: ['Next of kin', 'Next of kin', 'Neighbour'],
}

/** The first Sunday on or after the twenty-eighth day. */
function noticeExpiry(today: string): string {
  const earliest = dayNumber(today) + NOTICE_DAYS
  return civilDate(earliest + (7 - weekday(earliest)))
}

function daysBefore(today: string, days: number): string {
  return civilDate(dayNumber(today) - days)
}

import { fieldOfPlaceHolder, placeHoldersIn, withoutPlaceHolders } from '../address.ts'
import type { Finding, Step } from '../case-type.ts'
import { doubtful, wrong, type Checking } from './checking.ts'

/** Visible ASCII, the whole of the host written out: no value of a case can choose to which system somebody is led. */
const ADDRESS = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?([/?#][\x21-\x7e]*)?$/i
const OF_CASE = ['case.ref', 'case.subject']

/** An address of another system can be opened, is fixed but for its parameters, and asks for what the case has. */
export function checkAddresses({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => {
    const { definition } = step
    return definition.kind === 'task' && definition.address ? faultsOf(definition.address.url, { step, place: placeOf(step, 'address.url'), fields: caseType.fields }) : []
  })
}

function faultsOf(url: string, { step: { name }, place, fields }: { step: Step; place: string; fields: Checking['caseType']['fields'] }): Finding[] {
  const host = url.split(/[/?#]/)[2] ?? ''
  const rest = withoutPlaceHolders(url)
  if (host.includes('{') || !ADDRESS.test(rest)) return [wrong(place, `${name} opens an address that is none: ${url}.`, 'Begin with https:// and the whole name of the other system; place-holders come after that.')]
  if (/[{}]/.test(rest)) return [wrong(place, `${name} opens an address with a brace that has no other.`, 'Write each place-holder as {case.ref} or {fields.home}.')]
  return placeHoldersIn(url).flatMap((asked): Finding[] => {
    const field = fieldOfPlaceHolder(asked)
    if (field === undefined) return OF_CASE.includes(asked) ? [] : [wrong(place, `There is no {${asked}} to put into an address.`, 'Use {case.ref}, {case.subject}, or a field of the case such as {fields.home}.')]
    if (!Object.hasOwn(fields, field)) return [wrong(place, `There is no field ${field}.`, `Use one of ${Object.keys(fields).join(', ') || 'the fields that you add'}, or add it.`)]
    return fields[field]?.personal === undefined ? [] : [doubtful(place, `${name} puts ${field} into an address, and it is personal: addresses are kept in histories and logs.`, 'Pass on an id instead, such as {case.ref} or {case.subject}.')]
  })
}

import type { CaseTypeSummary } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { caseTypesQuery, isSought, matchCaseTypes } from './case-types.ts'
import { SearchBox } from './search-box.tsx'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'

/** Types shown before one has typed anything more. */
const MOST_TYPES = 12

/** The case type, found by the words a person would use for it. */
export function ChooseType({ draft, change }: { draft: StartDraft; change: (part: Partial<StartDraft>) => void }) {
  const types = useQuery(caseTypesQuery(draft))
  const found = matchCaseTypes(types.data ?? [], draft.words)
  const shown = found.slice(0, MOST_TYPES)
  const chosen = types.data?.find((type) => type.id === draft.typeId)
  if (chosen && !shown.includes(chosen)) shown.unshift(chosen)
  return (
    <section aria-labelledby="about">
      <h2 id="about"><span className={classes.number} data-done={chosen ? true : undefined}>1</span>What is it about?</h2>
      <SearchBox label="Describe it in your own words" value={draft.words} change={(words) => change({ words })} />
      {types.isError ? <Failure what="The case types" error={types.error} retry={() => void types.refetch()} /> : null}
      {types.isPending ? <Loading what="the case types" /> : null}
      <ul className={classes.hits} aria-label="Case types that match">
        {shown.map((type) => (
          <li key={type.id}>
            <button type="button" aria-pressed={type.id === draft.typeId} onClick={() => change({ typeId: type.id, fields: {} })}>
              <b><Marked text={type.name} words={draft.words} /></b>
              <span><Marked text={firstSentence(type)} words={draft.words} /></span>
            </button>
          </li>
        ))}
      </ul>
      {types.data ? <p className="hint">{found.length === 0 ? 'No case type fits these words. Try others, or fewer.' : `${Math.min(found.length, MOST_TYPES)} of ${types.data.length} case types.`}</p> : null}
    </section>
  )
}

function Marked({ text, words }: { text: string; words: string }) {
  return text.split(/(\s+)/).map((piece, index) => (isSought(piece, words) ? <mark key={index}>{piece}</mark> : piece))
}

function firstSentence(type: CaseTypeSummary): string {
  const text = type.description ?? ''
  const end = text.search(/\.(\s|$)/)
  return end === -1 ? text : text.slice(0, end + 1)
}

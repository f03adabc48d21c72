import { useAlmanac } from './almanac-context.tsx'
import { timeInWords } from './dates.ts'

/** "Draft saved 9.41 am", under the field it belongs to. */
export function DraftSaved({ at }: { at: number | undefined }) {
  const { zone } = useAlmanac()
  return <p className="hint">{at ? `Draft saved ${timeInWords(at, zone)}` : 'What you type is kept.'}</p>
}

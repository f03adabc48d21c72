import type { Task } from '@casement/server/contract'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf, timeInWords } from '../look/dates.ts'
import { DraftSaved } from '../look/draft-saved.tsx'
import type { Draft } from '../look/draft.ts'
import type { PastMoment } from '../look/past-moment.ts'
import type { Override } from './assessment-fields.tsx'
import { givenAnswers } from './given-answers.ts'
import type { Answers } from './given-answers.ts'
import { isAllowed } from './is-allowed.ts'
import { useSendAct } from './send-act.ts'
import { TroubleWithAct } from './trouble-with-act.tsx'

export type CompletionDraft = { outcome?: string; fields: Answers; notes: string; done?: PastMoment; override?: Override }

/** What somebody has kept of a task for whoever opens it next. */
export function keptDraft({ draft }: Pick<Task, 'draft'>): CompletionDraft {
  return { outcome: draft?.outcome, fields: draft?.fields ?? {}, notes: draft?.notes ?? '' }
}

/** What is typed is kept here by itself; this keeps it with the case, where whoever opens the task next sees it. */
export function KeepForOthers({ caseRef, task, latest, draft: typed }: { caseRef: string; task: Task; latest: Task; draft: Draft<CompletionDraft> }) {
  const { today, zone } = useAlmanac()
  const keeping = useSendAct({ ref: caseRef, onSent: () => undefined })
  const { value: draft } = typed
  if (!isAllowed(latest.actions, 'save-draft')) return <DraftSaved at={typed.savedAt} />
  const saved = latest.draft
  const fields = givenAnswers(task.fields, draft.fields)
  const keep = () => keeping.mutate({ ref: caseRef, method: 'PUT', path: `tasks/${encodeURIComponent(task.id)}/draft`, body: { ...(draft.outcome ? { outcome: draft.outcome } : {}), ...(Object.keys(fields).length > 0 ? { fields } : {}), ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}) } })
  return (
    <>
      <DraftSaved at={typed.savedAt} />
      <p className="hint">
        <button type="button" className="link-button" disabled={keeping.isPending} onClick={keep}>Save draft with the case</button>
        {saved ? ` ${saved.savedBy} saved one ${dayInWords(dayOf(saved.savedAt, zone), today)}, ${timeInWords(saved.savedAt, zone)}.` : ' Whoever opens the task next sees it.'}
      </p>
      {keeping.isError ? <TroubleWithAct error={keeping.error} caseRef={caseRef} again={keep} /> : null}
    </>
  )
}

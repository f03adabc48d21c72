import type { Field } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isRecordKind, recordPlaces, recordQuery } from './record.ts'

/** A record that a field names, as people call it, with the way there. */
export function RecordName({ kind, id }: { kind: Field['record']; id: string }) {
  const name = useRecordName(kind, id)
  if (kind === 'case') return <Link to="/cases/$ref" params={{ ref: id }}>{name}</Link>
  return isRecordKind(kind) ? <Link to={recordPlaces[kind]} params={{ id }}>{name}</Link> : name
}

/** What people call a record: a case by its reference, others by their label; the id of what no screen can show. */
export function useRecordName(kind: Field['record'], id: string | null | undefined): string {
  const isShown = isRecordKind(kind) && Boolean(id)
  const record = useQuery({ ...recordQuery(isRecordKind(kind) ? kind : 'person', id ?? ''), enabled: isShown })
  if (record.data) return record.data.label
  return isShown && record.isPending ? '…' : id ?? ''
}

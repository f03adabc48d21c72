import { Problem } from '../api.ts'

/** What was refused, by the field's id; paths read `fields.meter`, `/fields/meter` or `outcome`. */
export function errorsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {}
  return Object.fromEntries(error.fields.map((field) => [field.path.replace(/^\//, '').replace(/^(body[./])?fields[./]/, ''), field.words]))
}

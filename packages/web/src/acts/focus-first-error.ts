/** Takes the person to the first field that something is wrong with, also where it is folded away. */
export function focusFirstError(form: HTMLFormElement | null, errors: Record<string, string>): void {
  const [first] = Object.keys(errors)
  if (!form || !first) return
  const field = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"]`)
  const input = field?.matches('input, textarea, select') ? field : field?.querySelector<HTMLElement>('input, select')
  const folded = input?.closest('details')
  if (folded) folded.open = true
  input?.focus()
}

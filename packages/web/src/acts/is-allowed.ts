/** Whether the server lets this reader do it now, as things stood when they were read. */
export function isAllowed(actions: { action: string; allowed: boolean }[], action: string): boolean {
  return actions.some((each) => each.action === action && each.allowed)
}

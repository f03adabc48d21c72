import { parseExpression } from 'feelin'

/** One node of a parsed expression, with its place in the source. */
export interface ExpressionNode {
  name: string
  from: number
  to: number
  text: string
  isError: boolean
  children: ExpressionNode[]
}

/** Parses FEEL; a variable's name may be one of `names`. Comments are left out. Errors stay in the tree as nodes. */
export function parseTree(source: string, names: string[]): ExpressionNode {
  const root: ExpressionNode = { name: '', from: 0, to: source.length, text: source, isError: false, children: [] }
  const open = [root]
  parseExpression(source, Object.fromEntries(names.map((name) => [name, ''])), undefined).iterate({
    enter({ name, from, to, type }) {
      if (isComment(type)) return false
      const node = { name, from, to, text: source.slice(from, to), isError: type.isError, children: [] }
      open.at(-1)?.children.push(node)
      open.push(node)
      return true
    },
    leave({ type }) {
      if (!isComment(type)) open.pop()
    },
  })
  return root.children[0] ?? root
}

/** A node and everything under it, outermost first. */
export function* everyNode(node: ExpressionNode): Generator<ExpressionNode> {
  yield node
  for (const child of node.children) yield* everyNode(child)
}

/** The name of the function that an invocation calls, its words one space apart. */
export function calledIn(node: ExpressionNode): string {
  return (node.children[0]?.text ?? '').replace(/\s+/g, ' ')
}

export function argumentsOf(node: ExpressionNode): ExpressionNode[] {
  return node.children.find(({ name }) => name === 'PositionalParameters')?.children ?? []
}

/** The parser marks errors, like comments, as skipped. */
function isComment({ isSkipped, isError }: { isSkipped: boolean; isError: boolean }): boolean {
  return isSkipped && !isError
}

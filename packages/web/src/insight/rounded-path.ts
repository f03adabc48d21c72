type Point = { x: number; y: number }

/** A corner of a line is rounded by so many pixels, where its sides are long enough. */
const RADIUS = 8

/** The `d` of a line through these points, its corners rounded. */
export function roundedPath(points: Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const steps = rest.map((point, index) => {
    const next = rest[index + 1]
    if (!next) return `L${at(point)}`
    const before = rest[index - 1] ?? first
    return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, next))}`
  })
  return `M${at(first)}${steps.join('')}`
}

/** The point half-way along a line. */
export function middleOf(points: Point[]): Point {
  const lengths = points.slice(1).map((point, index) => Math.hypot(point.x - points[index]!.x, point.y - points[index]!.y))
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index]!, points[index + 1]!]
    if (left <= length) return { x: from.x + ((to.x - from.x) * left) / (length || 1), y: from.y + ((to.y - from.y) * left) / (length || 1) }
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

/** The point that lies the radius from a corner on the way to another, at most half-way. */
function towards(corner: Point, to: Point): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y)
  const share = length === 0 ? 0 : Math.min(RADIUS / length, 0.5)
  return { x: corner.x + (to.x - corner.x) * share, y: corner.y + (to.y - corner.y) * share }
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}

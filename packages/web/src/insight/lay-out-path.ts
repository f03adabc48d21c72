import ELK from 'elkjs/lib/elk-api.js'
import type { ELK as Elk, ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js'
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker'
import { FIRST, LAST, namesOf } from './path-arrows.ts'
import type { Arrow } from './path-arrows.ts'
import { middleOf, roundedPath } from './rounded-path.ts'
import { measureEnd, measureLabel, measureName } from './text-size.ts'

export type Box = { x: number; y: number; width: number; height: number }
export type DrawnActivity = Box & { name: string }
/** `isQuiet`: its words show only while it is chosen or pointed at. */
export type DrawnArrow = { arrow: Arrow; line: string; label: Box; width: number; isQuiet: boolean }
export type Drawing = { width: number; height: number; activities: DrawnActivity[]; arrows: DrawnArrow[] }

/** What the words of an arrow and an activity are, so that there is room for them. */
export type Words = { ofArrow: (arrow: Arrow) => string }

const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '0',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
}

/** Up to so many arrows the words of each get room, and the activities the narrowest places; beyond that both take seconds and help nobody. */
const FEW = 40
const PLACING = { few: { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' }, many: { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF' } }

/** The most usual arrow is so much thicker than the rarest, in pixels. */
const THIN = 1.25
const THICKER = 4.75
/** Arrows that are used more keep their direction and stay straight. */
const PRIORITIES = 10

let elk: Elk | undefined

/** Places the activities in rows from first to last, off the page's own thread. */
export async function layOutPath(arrows: Arrow[], words: Words): Promise<Drawing> {
  elk ??= new ELK({ workerFactory: () => new ElkWorker() })
  const most = Math.max(1, ...arrows.map(({ count }) => count))
  const isFew = arrows.length <= FEW
  const laid = await elk.layout({
    id: 'path',
    layoutOptions: { ...OPTIONS, ...(isFew ? PLACING.few : PLACING.many) },
    children: [
      { id: idOf(FIRST), ...measureEnd(), layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } },
      ...namesOf(arrows).map((name): ElkNode => ({ id: idOf(name), ...measureName(name) })),
      { id: idOf(LAST), ...measureEnd(), layoutOptions: { 'elk.layered.layering.layerConstraint': 'LAST' } },
    ],
    edges: arrows.map((arrow) => edgeOf(arrow, { most, words: isFew ? words : undefined })),
  })
  return drawingOf(laid, arrows, { most, words })
}

function idOf(name: string): string {
  return `activity ${name}`
}

function edgeOf(arrow: Arrow, { most, words }: { most: number; words: Words | undefined }): ElkExtendedEdge {
  const priority = String(1 + Math.round((arrow.count / most) * PRIORITIES))
  return {
    id: arrow.id,
    sources: [idOf(arrow.from)],
    targets: [idOf(arrow.to)],
    labels: words ? [{ id: `words ${arrow.id}`, text: words.ofArrow(arrow), ...measureLabel(words.ofArrow(arrow)), layoutOptions: { 'elk.edgeLabels.inline': 'true' } }] : [],
    layoutOptions: { 'elk.layered.priority.direction': priority, 'elk.layered.priority.straightness': priority, 'elk.layered.priority.shortness': priority },
  }
}

function drawingOf(laid: ElkNode, arrows: Arrow[], { most, words }: { most: number; words: Words }): Drawing {
  const edges = new Map((laid.edges ?? []).map((edge) => [edge.id, edge]))
  return {
    width: laid.width ?? 0,
    height: laid.height ?? 0,
    activities: (laid.children ?? []).map((node) => ({ name: node.id.slice(idOf('').length), ...boxOf(node) })),
    arrows: arrows.flatMap((arrow) => {
      const edge = edges.get(arrow.id)
      const section = edge?.sections?.[0]
      if (!edge || !section) return []
      const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
      const label = edge.labels?.[0]
      return [{ arrow, line: roundedPath(points), label: label ? boxOf(label) : around(middleOf(points), measureLabel(words.ofArrow(arrow))), width: THIN + THICKER * Math.sqrt(arrow.count / most), isQuiet: label === undefined }]
    }),
  }
}

function around({ x, y }: { x: number; y: number }, { width, height }: { width: number; height: number }): Box {
  return { x: x - width / 2, y: y - height / 2, width, height }
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height }
}

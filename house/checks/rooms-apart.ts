import { type Edge, edgesOf } from '../scan/imports.ts'
import type { Place } from '../scan/place.ts'
import { type Check, whereOf } from './check.ts'

const roomOf = (place: Place): string => (place.kind === 'module' || place.kind === 'kit' ? place.room : '')

const serverPackages = new Set(['pg', 'kysely', 'fastify', 'pg-copy-streams', 'nodemailer', 'sharp', 'pino'])
const uiPackages = new Set(['react', 'react-dom', 'antd', '@ant-design/icons'])

function leads(edge: Edge, from: string, to: string, packages: Set<string>): boolean {
  if (roomOf(edge.at) !== from || edge.isTest) return false
  if (edge.to.kind === 'package') return packages.has(edge.to.name)
  if (edge.to.kind === 'node') return from === 'ui'
  return edge.to.kind === 'file' && roomOf(edge.to.place) === to
}

/** Rule 2: the rooms do not see each other. What both need stands in the hall. */
export const uiNotServer: Check = {
  name: 'ui-not-server',
  find: (tree) =>
    edgesOf(tree)
      .filter((edge) => leads(edge, 'ui', 'server', serverPackages))
      .map(
        (edge) =>
          `${whereOf(edge)}：界面引用了服务端的 ${edge.import.specifier}；两边都要的放到大厅，数据经由操作取得。`,
      ),
}

export const serverNotUi: Check = {
  name: 'server-not-ui',
  find: (tree) =>
    edgesOf(tree)
      .filter((edge) => leads(edge, 'server', 'ui', uiPackages))
      .map((edge) => `${whereOf(edge)}：服务端引用了界面的 ${edge.import.specifier}；两边都要的放到大厅。`),
}

import { arch, release, type } from 'node:os';
import { bucketName, type Connection, type ConnectionState, isAws } from '#shared/model/connection.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import type { TeamStatus } from '#shared/model/team.ts';
import { type RequestCounts, requestKinds, type Usage } from '#shared/model/usage.ts';
import type { Connections } from './connection/connections.ts';
import type { Platform } from './platform.ts';
import type { RecentError, RecentErrors } from './recent-errors.ts';
import type { Redactor } from './secrets/redactor.ts';
import type { UsageMeter } from './usage/usage-meter.ts';
import type { Workspace } from './workspace/workspace.ts';

export interface DiagnosticsParts {
  platform: Pick<Platform, 'kind' | 'version'>;
  /** What is open. */
  library: { kind: 'folder' | 'bucket'; profiles: number; tests: number; readOnly: string | null } | null;
  connection: ConnectionState;
  /** Null for a library in a folder. */
  team: TeamStatus | null;
  usage: Usage;
  errors: RecentError[];
}

export interface DiagnoseParts {
  platform: Platform;
  workspace: Workspace;
  connections: Connections;
  usage: UsageMeter;
  errors: RecentErrors;
  redactor: Redactor;
}

/** The report of how the app stands now, without any secret that the app knows. */
export async function diagnose(parts: DiagnoseParts): Promise<string> {
  const { platform, workspace, connections, usage, errors, redactor } = parts;
  const connection = await connections.read();
  const text = diagnosticsText({
    platform,
    library: describeLibrary(workspace.current()?.snapshot()),
    connection,
    team: workspace.team()?.sync.status() ?? null,
    usage: usage.read(connection.connection !== null && isAws(connection.connection)),
    errors: errors.list(),
  });
  return redactor.text(text);
}

function describeLibrary(snapshot: LibrarySnapshot | undefined): DiagnosticsParts['library'] {
  if (!snapshot) return null;
  const profiles = new Set([...Object.keys(snapshot.analyses), ...Object.keys(snapshot.pictures)]).size;
  return { kind: snapshot.place.kind, profiles, tests: snapshot.suite.length, readOnly: snapshot.readOnly };
}

/**
 * What a report of a problem needs, as text for people. Nothing secret is given to it: names of buckets are
 * in it, and access key ids by their ends.
 */
export function diagnosticsText(parts: DiagnosticsParts): string {
  const { platform, library, connection, team, usage, errors } = parts;
  const sections = [
    [
      `Midjourney Profile Tester ${platform.version} (${platform.kind})`,
      `${type()} ${release()} ${arch()}, Node ${process.versions.node}${electronVersion()}`,
      library === null
        ? 'No library is open.'
        : `Library in a ${library.kind}: ${library.profiles} profiles, ${library.tests} tests; read only: ${library.readOnly ?? 'no'}`,
    ],
    ['Connection', ...describeConnection(connection)],
    ...(team ? [['Team', ...describeTeam(team)]] : []),
    ['Requests of this session', ...describeCounts(usage.session)],
    [`Requests of ${usage.month.name}`, ...describeCounts(usage.month.counts)],
    ['Last errors', ...(errors.length === 0 ? ['none'] : errors.map(describeError))],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function electronVersion(): string {
  const { electron, chrome } = process.versions;
  return electron === undefined ? '' : `, Electron ${electron}, Chromium ${chrome}`;
}

function describeConnection({ connection, secret, hasSecretStore, environment }: ConnectionState): string[] {
  const store = `system’s secret store: ${hasSecretStore ? 'yes' : 'no'}; secret kept in: ${secret}`;
  const named = `environment names a bucket: ${environment === null ? 'no' : bucketName(environment)}`;
  if (connection === null) return ['none saved', store, named];
  const { region, endpoint, pathStyle, protection, soleEditor } = connection;
  return [
    `bucket: ${bucketName(connection)}`,
    `region: ${region}; endpoint: ${endpoint === '' ? 'AWS' : endpoint}; path style: ${pathStyle}`,
    `credentials: ${describeCredentials(connection)}`,
    `simultaneous edits: ${protection}; only editor: ${soleEditor ? 'yes' : 'no'}`,
    store,
    named,
  ];
}

function describeCredentials({ credentials }: Connection): string {
  if (credentials.kind === 'profile') return `profile “${credentials.profile}”`;
  if (credentials.kind === 'environment') return 'environment';
  return `access key ${shorten(credentials.accessKeyId)}`;
}

function shorten(id: string): string {
  return id.length < 12 ? '…' : `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function describeTeam(team: TeamStatus): string[] {
  return [
    `state: ${team.state}; waiting: ${team.waiting}; conflicts: ${team.conflicts}`,
    `offline since: ${team.offlineSince ?? 'not'}; checked: ${team.checkedAt ?? 'never'}`,
    ...(team.problem === null ? [] : [`problem: ${team.problem}`]),
  ];
}

function describeCounts(counts: RequestCounts): string[] {
  return requestKinds.map((kind) => {
    const { requests, sentBytes, receivedBytes } = counts[kind];
    return `${kind}: ${requests} (${sentBytes} bytes sent, ${receivedBytes} received)`;
  });
}

function describeError({ at, call, error }: RecentError): string {
  const detail = error.detail === undefined ? '' : ` [${error.detail}]`;
  return `${at} ${call}: ${error.code}: ${error.message}${detail}`;
}

/** What a chart looks like from outside: the parts of an XState state node that a picture needs. */
export interface ChartNode {
  readonly key: string;
  readonly path: readonly string[];
  readonly type: string;
  readonly states: Readonly<Record<string, ChartNode>>;
  readonly transitions: ReadonlyMap<
    string,
    readonly { readonly target?: readonly ChartNode[] | undefined }[]
  >;
  readonly config: { readonly initial?: unknown };
  readonly meta?: unknown;
}

/** Any machine: its root is the chart. */
export interface ChartSource {
  readonly root: ChartNode;
}

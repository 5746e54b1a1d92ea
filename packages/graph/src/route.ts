/** A shortest way: inner edges in order from its first vertex to its last. */
export interface Route {
  readonly distance: number;
  readonly edges: number[];
}

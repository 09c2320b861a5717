/** A cluster as a viewer sees it: its figures count what they may see, and nothing else. */
export interface Cluster {
  id: string;
  roundId: string;
  size: number;
  distinctTexts: number;
  submissions: number;
  organizations: number;
  representativeId: string;
}

/** How a comment is in its cluster. */
export interface ClusterMembership {
  clusterId: string;
  similarity: number;
  looselyLinked: boolean;
  ownWords: string[];
}

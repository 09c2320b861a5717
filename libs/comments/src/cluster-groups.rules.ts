/** Things that are joined to groups, two at a time. The label of a thing is the same as that of all others in its group. */
export class Groups {
  readonly label: Int32Array;
  private readonly next: Int32Array;
  private readonly members: Int32Array;

  constructor(count: number) {
    this.label = Int32Array.from({ length: count }, (_, i) => i);
    this.next = Int32Array.from({ length: count }, (_, i) => i);
    this.members = new Int32Array(count).fill(1);
  }

  /** Makes one group of two: the smaller takes the larger's label. */
  unite(a: number, b: number): void {
    const { label, next, members } = this;
    let [large, small] = [label[a] as number, label[b] as number];
    if (large === small) return;
    if ((members[large] as number) < (members[small] as number)) [large, small] = [small, large];
    members[large] = (members[large] as number) + (members[small] as number);
    for (let at = small; ;) {
      label[at] = large;
      at = next[at] as number;
      if (at === small) break;
    }
    [next[large], next[small]] = [next[small] as number, next[large] as number];
  }

  /** The members of each group of two or more, in their order, by label. */
  lists(): Map<number, number[]> {
    const lists = new Map<number, number[]>();
    for (let i = 0; i < this.label.length; i++) {
      const label = this.label[i] as number;
      if ((this.members[label] as number) < 2) continue;
      const list = lists.get(label);
      if (list) list.push(i);
      else lists.set(label, [i]);
    }
    return lists;
  }
}

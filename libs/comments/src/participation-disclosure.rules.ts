/** So few hidden comments are not told apart from none: with fewer, one who knows of some could tell another's from the figure. */
export const LEAST = 3;

/** What is hidden in the cells of several cuts through the same comments, and as much of it as may be told. */
export interface Disclosure {
  cells: number[][];
  /** As much of the whole as follows from the cells. */
  total: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/**
 * How much of what is hidden may be counted in public: in each cell in whole threes, so that a figure may always stand for up to two
 * more, and goes up by three at once when it does. The cuts go through the same comments (by group, by region, …), so their sums
 * bound each other: where together they would prove that a cell has a hidden comment, a cell of the cut that tells most tells less
 * (complementary suppression). The whole is told as the least of the cuts, which says nothing that the cells do not.
 */
export function disclosed(hidden: readonly (readonly number[])[]): Disclosure {
  const cells = hidden.map((cut) => cut.map((count) => count - (count % LEAST)));
  for (;;) {
    const sums = cells.map(sum);
    const most = Math.max(...sums);
    const isTight = cells.some((cut, i) => (sums[i] ?? 0) + (LEAST - 1) * (cut.length - 1) < most);
    if (!isTight) return { cells, total: Math.min(...sums) };
    const telling = cells[sums.indexOf(most)] ?? [];
    const least = Math.min(...telling.filter((count) => count > 0));
    telling[telling.indexOf(least)] = least - LEAST;
  }
}

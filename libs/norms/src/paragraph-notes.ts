/** What was noted, by kind, with the numbers of the paragraphs. */
export class ParagraphNotes {
  private readonly notes = new Map<string, Set<number>>();
  paragraph = 0;

  readonly add = (what: string): void => {
    this.notes.set(what, (this.notes.get(what) ?? new Set()).add(this.paragraph));
  };

  warnings(names: readonly string[]): string[] {
    const parts: string[] = [];
    if (names.some((name) => /\/(header|footer)\d*\.xml$/.test(name))) parts.push('Page headers and footers left out.');
    if (names.some((name) => name.includes('/embeddings/'))) parts.push('Embedded files left out.');
    return [
      ...parts,
      ...[...this.notes].map(([what, places]) => `${what}: paragraph${places.size > 1 ? 's' : ''} ${shortList([...places])}.`),
    ];
  }
}

const MOST = 50;
const shortList = (places: number[]): string =>
  places.slice(0, MOST).join(', ') + (places.length > MOST ? ` and ${places.length - MOST} more` : '');

/* Turns a table of a page into a table of the text, merged cells filled down; what is only a frame around words becomes clauses. */
import { gridOf } from "./cells.js";
import { clauseOf, lines, tidy } from "./lines.js";
import { newKey, schema } from "./schema.js";

export const tableOf = (table) => {
  const rows = [...table.rows];
  const filled = rows.map(() => []);
  rows.forEach((row, n) => {
    let column = 0;
    for (const cell of row.cells) {
      while (filled[n][column]) column += 1;
      const text = [...cell.querySelectorAll("p, div")].map((one) => tidy(one.textContent)).filter(Boolean).join("\n") || tidy(cell.textContent);
      for (let down = 0; down < Math.min(cell.rowSpan || 1, rows.length - n); down += 1) {
        for (let right = 0; right < Math.min(cell.colSpan, 200); right += 1) filled[n + down][column + right] = { text, printed: !down && !right };
      }
      column += Math.min(cell.colSpan, 200);
    }
  });
  const full = filled.filter((line) => line.some((cell) => cell?.text));
  const width = Math.max(0, ...full.map((line) => line.length));
  if (full.length < 2 || width < 2) return full.flatMap((line) => line.filter((cell) => cell?.printed && cell.text).flatMap((cell) => lines(cell.text))).map(clauseOf);
  return [schema.nodes.table.create({ key: newKey(), grid: gridOf(full.map((line) => Array.from(line, (cell) => cell ?? { text: "", printed: true }))) })];
};

/* The structure pane: texts, headings, articles and tables; where the cursor is, is marked. */
import { HEADINGS } from "./schema.js";
import { make } from "./dialogs.js";
import { say } from "./says.js";
import { blocks } from "./tree.js";

const SHOWN = [...HEADINGS, "article", "box"];
const OPENING = 16;

const entriesOf = (doc) => {
  const found = [];
  doc.forEach((part) => {
    const title = part.firstChild.textContent;
    const role = { notice: say("text_notice"), enclosed: say("text_enclosed"), appendix: `${say("text_appendix")}${part.attrs.number ?? ""}` }[part.attrs.role];
    found.push({ key: part.attrs.key, depth: 0, label: title ? `${part.attrs.role === "appendix" ? `${role}　` : ""}${title}` : role });
    part.forEach((block) => {
      const { kind, level, marker, key, grid } = block.attrs;
      if (block.type.name === "title") return;
      if (grid) found.push({ key, depth: 2, label: `${say("table")}${grid.n || ""} ${grid.title}`.trim() });
      else if (SHOWN.includes(kind) || (kind === "item" && level <= 2 && block.firstChild?.marks.length)) {
        const words = block.firstChild?.marks.length ? block.firstChild.text : block.textContent;
        found.push({ key, depth: Math.min(level, 4), label: `${marker}${marker.startsWith("第") ? "　" : ""}${words.slice(0, HEADINGS.includes(kind) ? 40 : OPENING)}` });
      }
    });
  });
  return found;
};

export class Outline {
  constructor(list, go) {
    this.list = list;
    this.said = "";
    const drawer = list.closest("details");
    const wide = matchMedia("(min-width: 68.001rem)");
    const fold = () => { drawer.open = wide.matches; };
    fold();
    wide.addEventListener("change", fold);
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      go(link.dataset.goto);
    });
  }

  show(doc) {
    const entries = entriesOf(doc);
    const said = JSON.stringify(entries);
    if (said === this.said) return;
    this.said = said;
    this.list.replaceChildren(...entries.map(({ key, depth, label }) => make("li", { class: `depth-${depth}` }, make("a", { href: `#${key}`, "data-goto": key, lang: "zh-Hans" }, label || "—"))));
  }

  /* Marks the last entry that stands before the cursor's clause. */
  mark(doc, key) {
    const before = new Set();
    let found = null;
    for (const { block, part } of blocks(doc)) {
      before.add(part.attrs.key);
      before.add(block.attrs.key);
      if (block.attrs.key === key) break;
    }
    for (const link of this.list.querySelectorAll("a")) {
      link.removeAttribute("aria-current");
      if (before.has(link.dataset.goto)) found = link;
    }
    found?.setAttribute("aria-current", "location");
    const frame = this.list.closest(".editor-pane");
    if (found && frame.scrollHeight > frame.clientHeight) {
      const [box, own] = [frame.getBoundingClientRect(), found.getBoundingClientRect()];
      if (own.top < box.top + 40 || own.bottom > box.bottom) frame.scrollTop += own.top - box.top - box.height / 3;
    }
  }
}

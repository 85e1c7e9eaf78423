/* References that renumbering left behind: offered in a quiet line, listed with before and after, and written only when a person
   has chosen them. A reference is followed from the change that moved its article until it is right again or rewritten. */
import { referencesIn, renumbered, writtenLike } from "./citing.js";
import { ask, make } from "./dialogs.js";
import { formOf } from "./numbering.js";
import { closeHistory } from "./prose.js";
import { say } from "./says.js";
import { blocks } from "./tree.js";

const UNITS = { article: "条", chapter: "章" };
const NEAR = 4; // so many characters beside a reference tell it again in a clause that was split or moved
const AROUND = 12; // and so many are shown

const read = new WeakMap(); // a block never changes
const referencesOf = (doc) => blocks(doc).filter(({ block }) => block.type.name === "clause").flatMap(({ block, pos, part }) => {
  const text = block.textContent;
  if (!read.has(block)) read.set(block, referencesIn(text));
  return read.get(block).map((one) => ({
    ...one, from: pos + 1 + one.from, to: pos + 1 + one.to, part: part.attrs.key, marker: block.attrs.marker,
    before: text.slice(Math.max(0, one.from - NEAR), one.from), behind: text.slice(one.to, one.to + NEAR),
    around: [`${one.from > AROUND ? "…" : ""}${text.slice(Math.max(0, one.from - AROUND), one.from)}`, `${text.slice(one.to, one.to + AROUND)}${one.to + AROUND < text.length ? "…" : ""}`],
  }));
});

/* Each article and chapter by its key, and the key of each number, '' where two have it. */
const counted = new WeakMap();
const numbersOf = (doc) => {
  if (!counted.has(doc)) counted.set(doc, count(doc));
  return counted.get(doc);
};
const count = (doc) => {
  const [byKey, byNumber] = [new Map(), new Map()];
  for (const { block, part } of blocks(doc)) {
    const form = block.attrs.marker && formOf(block.attrs.marker);
    if (!form || !UNITS[form.name]) continue;
    const place = `${part.attrs.key} ${UNITS[form.name]} ${form.n}`;
    byKey.set(block.attrs.key, form.n);
    byNumber.set(place, byNumber.has(place) ? "" : block.attrs.key);
  }
  return { byKey, byNumber };
};

export class References {
  /* `view()` gives the editor's view. */
  constructor(place, view) {
    Object.assign(this, { place, view, followed: [], pending: [] });
  }

  /* Hears of every change of the document; `quiet`: it only took over what the server says. */
  follow(before, after, transactions, { quiet, undoing }) {
    const known = this.followed.map((one) => ({ ...one, ...mapped(one, transactions) }));
    if (!quiet && !undoing) known.push(...this.left(before, after, transactions));
    if (!known.length) return;
    this.followed = this.found(known, referencesOf(after), undoing);
    this.show(after);
  }

  /* References that were right before and are not now. */
  left(before, after, transactions) {
    const [old, now] = [before, after].map(numbersOf);
    const moved = new Set([...old.byKey].filter(([key, n]) => now.byKey.get(key) !== n).map(([key]) => key));
    if (!moved.size) return [];
    const held = new Set(this.followed.map((one) => one.from));
    return referencesOf(before).filter((one) => !held.has(one.from)).map((one) => ({
      ...one, ...mapped(one, transactions), targets: one.numbers.map(({ n }) => old.byNumber.get(`${one.part} ${one.unit} ${n}`) || null),
    })).filter((one) => one.targets.some((key) => moved.has(key)));
  }

  /* The same references in the changed text; one that was rewritten by hand is followed no longer. */
  found(known, there, undoing) {
    const free = new Set(there);
    const take = (one, test) => { const place = there.find((other) => free.has(other) && test(one, other)); free.delete(place); return place && { ...place, targets: one.targets }; };
    const rewritten = (one, other) => (this.updating || undoing) && other.numbers.length === one.numbers.length && other.unit === one.unit;
    const stays = known.map((one) => take(one, (own, other) => other.from === own.from && (other.words === own.words || rewritten(own, other))));
    const near = (own, other) => other.words === own.words && ((own.behind && other.behind === own.behind) || (own.before && other.before === own.before));
    return known.map((one, n) => stays[n] ?? take(one, near)).filter(Boolean);
  }

  show(doc) {
    const { byKey } = numbersOf(doc);
    this.pending = this.followed.map((one) => {
      const gone = one.targets.some((key) => key && !byKey.has(key));
      const wanted = one.targets.map((key) => byKey.get(key) ?? null);
      return { ...one, gone, wanted, becomes: renumbered(one, wanted) };
    }).filter((one) => one.gone || one.becomes !== one.words);
    const n = this.pending.length;
    this.place.hidden = !n;
    if (Number(this.place.dataset.n ?? 0) === n) return;
    this.place.dataset.n = n;
    const button = (words, deed) => { const one = make("button", { type: "button", class: "quiet-button" }, words); one.addEventListener("click", deed); return one; };
    const line = () => [make("p", {}, say("references_left", { n })), button(say("references_update", { n }), () => this.choose()), button(say("references_leave"), () => this.leave())];
    this.place.replaceChildren(...(n ? line() : []));
  }

  leave() {
    this.followed = [];
    this.show(this.view().state.doc);
    this.view().focus();
  }

  /* Which of them are written, a person decides. */
  async choose() {
    const lines = this.pending.map((one) => ({ one, ...line(one) }));
    const answer = await ask(say("references_title"), [make("ul", { class: "references" }, ...lines.map(({ item }) => item))], [["update", say("references_chosen")], ["", say("cancel"), true]]);
    if (answer === "update") this.update(lines.filter(({ box }) => box?.checked).map(({ one }) => one));
    this.view().focus();
  }

  /* What was typed by another hand meanwhile is left alone. */
  update(chosen) {
    const { state } = this.view();
    const { tr } = state;
    const standing = chosen.filter((one) => this.pending.some((now) => now.from === one.from && now.becomes === one.becomes));
    for (const { from, numbers, wanted } of standing.sort((one, other) => other.from - one.from)) {
      for (const [n, one] of [...numbers.entries()].reverse()) {
        if (wanted[n] !== null && wanted[n] !== one.n) tr.insertText(writtenLike(one.words, wanted[n]), from + one.at, from + one.at + one.words.length);
      }
    }
    this.updating = true;
    if (tr.docChanged) this.view().dispatch(closeHistory(tr));
    this.updating = false;
  }
}

/* Where a reference stands after these changes. */
const mapped = ({ from, to }, transactions) => {
  const at = (pos, side) => transactions.reduce((now, one) => one.mapping.map(now, side), pos);
  return { from: at(from, 1), to: at(to, -1) };
};

const line = ({ marker, around: [before, behind], words, becomes, gone }) => {
  const box = gone ? null : make("input", { type: "checkbox", checked: true });
  const said = make("span", { lang: "zh-Hans" }, make("b", {}, marker), ` ${before}`, make("mark", {}, words), behind);
  const change = make("span", { class: "reference-change" }, gone ? say("reference_gone") : make("span", { lang: "zh-Hans" }, make("del", {}, words), " → ", make("ins", {}, becomes)));
  return { box, item: make("li", {}, make(gone ? "div" : "label", {}, box, said, change)) };
};

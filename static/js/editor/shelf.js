/* The browser's own copy of a text that the server has not got yet: kept in IndexedDB, one for each tab, until it is saved.
   A tab that lives holds a lock of its name; what lies here without one was left behind. */
const NAME = "gazette-desk";
const STORE = "texts";

const request = (one) => new Promise((resolve, reject) => { one.onsuccess = () => resolve(one.result); one.onerror = () => reject(one.error); });
let opened = null;
const open = () => {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
};
const store = async (mode) => (await open()).transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);

export class Shelf {
  constructor(user, document) {
    this.prefix = `${user}:${document}:`;
    this.name = crypto.getRandomValues(new Uint32Array(2)).join("-"); // of this page, for the server too
    this.key = this.prefix + this.name;
    this.works = true;
    navigator.locks?.request(this.key, () => new Promise(() => {}));
  }

  /* { lock, at, tree, base }; never fails: without room in the browser the page says so by `works`. */
  async keep(value) {
    try {
      await request((await store("readwrite")).put(value, this.key));
      this.works = true;
    } catch { this.works = false; }
  }

  async clear(key = this.key) {
    try { await request((await store("readwrite")).delete(key)); } catch { this.works = false; }
  }

  /* What other tabs of this person left behind here, the newest first: [{ key, lock, at, tree }]. */
  async left() {
    try {
      const held = await navigator.locks?.query();
      const alive = new Set((held?.held ?? []).map((one) => one.name));
      const all = await store("readonly");
      const keys = (await request(all.getAllKeys(IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`)))).filter((key) => key !== this.key && !alive.has(key));
      const found = await Promise.all(keys.map(async (key) => ({ key, ...(await request((await store("readonly")).get(key))) })));
      return found.sort((one, other) => other.at - one.at);
    } catch { return []; }
  }
}

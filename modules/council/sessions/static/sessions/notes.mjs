/**
 * A reader's own notes beside the viewer: picked words are lit on the page, and find their place in a new version.
 *
 *   [data-notes]              data-url, data-remove: where her notes are; data-paper
 *   [data-note-form]          textarea[name=body]; [data-note-quote] shows the words picked on the page
 *   [data-note-list]          the notes that have a place; [data-note-lost] those whose words are not in this version
 *   template[data-note-row]   one note: [data-note-go], [data-note-said], [data-note-body], [data-note-remove]
 *
 * Words are compared without blanks, for PDF breaks them anywhere. A note of an earlier version is looked for on its
 * own page first, then on the nearest ones.
 */
const LONGEST = 1000;
const folded = (text) => text.normalize("NFC").replace(/\s+/gu, "");

/** The letters of an element without blanks, each with the text node and the place it came from. */
function letters(element) {
  const found = { text: "", at: [] };
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/\P{M}\p{M}*/gu)) {
      const letter = folded(match[0]);
      for (const unit of letter.split("")) {
        found.text += unit;
        found.at.push([node, match.index, match.index + match[0].length]);
      }
    }
  }
  return found;
}

class Notes {
  constructor(holder) {
    Object.assign(this, { holder, notes: [], doc: null, page: 0, words: null, quote: "", texts: new Map() });
    this.form = holder.querySelector("[data-note-form]");
    this.store = `notes:${holder.dataset.account}:${holder.dataset.paper}`;
    document.addEventListener("viewer:ready", (event) => this.begin(event.detail.doc));
    document.addEventListener("viewer:page", (event) => this.turned(event.detail));
    document.addEventListener("selectionchange", () => this.picked());
    this.form.addEventListener("submit", (event) => this.write(event));
    this.holder.addEventListener("click", (event) => this.clicked(event));
    this.holder.addEventListener("change", (event) => this.changed(event));
  }

  async begin(doc) {
    this.doc = doc;
    this.notes = await this.fetched();
    for (const note of this.notes) note.found = await this.place(note);
    this.list();
  }

  /** Her notes from the server, or what this device knew of them, with what still waits to be sent. */
  async fetched() {
    try {
      const response = await fetch(this.holder.dataset.url, { headers: { Accept: "application/json" } });
      if (!response.ok || response.redirected) throw new Error(`status ${response.status}`);
      const { notes } = await response.json();
      const waiting = this.kept().filter((note) => note.isWaiting && !notes.some((other) => other.key === note.key));
      return [...notes, ...waiting];
    } catch {
      return this.kept();
    }
  }

  kept() {
    return JSON.parse(localStorage.getItem(this.store) ?? "[]");
  }

  keep() {
    localStorage.setItem(this.store, JSON.stringify(this.notes));
  }

  /** The page on which a note stands in this version; 0 when its words are gone. */
  async place(note) {
    if (note.is_of_this_version || !note.quote) return Math.min(note.page, this.doc.numPages);
    const pages = Array.from({ length: this.doc.numPages }, (_none, index) => index + 1);
    pages.sort((one, other) => Math.abs(one - note.page) - Math.abs(other - note.page));
    const sought = folded(note.quote);
    for (const page of pages) if ((await this.text(page)).includes(sought)) return page;
    return 0;
  }

  async text(page) {
    if (!this.texts.has(page)) {
      const { items } = await (await this.doc.getPage(page)).getTextContent();
      this.texts.set(page, folded(items.map((item) => item.str ?? "").join("")));
    }
    return this.texts.get(page);
  }

  turned({ page, words }) {
    Object.assign(this, { page, words });
    this.light();
  }

  picked() {
    const selection = getSelection();
    if (!this.words || selection.isCollapsed || !this.words.contains(selection.anchorNode)) return;
    this.quote = selection.toString().replace(/\s+/gu, " ").trim().slice(0, LONGEST);
    this.show();
  }

  show() {
    const holder = this.form.querySelector("[data-note-quote]");
    holder.hidden = !this.quote;
    holder.querySelector("blockquote").textContent = this.quote;
  }

  write(event) {
    event.preventDefault();
    const field = this.form.elements.body;
    if (!this.quote && !field.value.trim()) {
      field.focus();
      return;
    }
    const note = { key: crypto.randomUUID(), page: this.page, found: this.page, quote: this.quote, body: field.value.trim(), is_of_this_version: true };
    this.notes.push(note);
    this.send(note);
    this.quote = "";
    field.value = "";
    getSelection().removeAllRanges();
    this.show();
    this.list();
  }

  send(note) {
    note.isWaiting = true;
    const body = { key: note.key, page: note.page, quote: note.quote, body: note.body };
    document.dispatchEvent(new CustomEvent("queue:add", { detail: { key: note.key, url: note.url ?? this.holder.dataset.url, body } }));
  }

  clicked(event) {
    const row = event.target.closest("[data-key]");
    const note = row && this.notes.find((each) => each.key === row.dataset.key);
    if (event.target.closest("[data-note-go]")) document.dispatchEvent(new CustomEvent("viewer:go", { detail: { page: note.found } }));
    if (event.target.closest("[data-note-drop]")) this.drop();
    if (!event.target.closest("[data-note-remove]")) return;
    this.notes = this.notes.filter((each) => each !== note);
    document.dispatchEvent(new CustomEvent("queue:add", { detail: { key: note.key, url: this.holder.dataset.remove, body: { key: note.key } } }));
    this.list();
    this.form.elements.body.focus();
  }

  drop() {
    this.quote = "";
    this.show();
    this.form.elements.body.focus();
  }

  changed(event) {
    const field = event.target.closest("[data-note-body]");
    if (!field) return;
    const note = this.notes.find((each) => each.key === field.closest("[data-key]").dataset.key);
    note.body = field.value.trim();
    if (note.body || note.quote) this.send(note);
    this.keep();
  }

  list() {
    this.keep();
    const byPlace = [...this.notes].sort((one, other) => one.found - other.found);
    const rows = (notes) => notes.map((note) => this.row(note));
    this.holder.querySelector("[data-note-list]").replaceChildren(...rows(byPlace.filter((note) => note.found)));
    const lost = byPlace.filter((note) => !note.found);
    this.holder.querySelector("[data-note-lost]").replaceChildren(...rows(lost));
    this.holder.querySelector("[data-note-lost-part]").hidden = !lost.length;
    this.holder.querySelector("[data-note-none]").hidden = this.notes.length > 0;
    this.light();
  }

  row(note) {
    const row = this.holder.querySelector("[data-note-row]").content.firstElementChild.cloneNode(true);
    row.dataset.key = note.key;
    const go = row.querySelector("[data-note-go]");
    if (note.found) go.textContent = go.dataset.word.replace("%", note.found);
    else go.remove();
    const said = row.querySelector("[data-note-said]");
    said.textContent = note.quote;
    said.hidden = !note.quote;
    row.querySelector("[data-note-old]").hidden = Boolean(note.is_of_this_version);
    const field = row.querySelector("[data-note-body]");
    field.value = note.body;
    return row;
  }

  /** Light the picked words of this page; a browser without highlights shows them in the list alone. */
  light() {
    if (!window.Highlight || !this.words) return;
    const here = letters(this.words);
    const ranges = this.notes.filter((note) => note.quote && note.found === this.page).map((note) => this.range(note, here));
    CSS.highlights.set("note", new Highlight(...ranges.filter(Boolean)));
    this.holder.dataset.lit = ranges.filter(Boolean).length;
  }

  range(note, here) {
    const sought = folded(note.quote);
    const start = here.text.indexOf(sought);
    if (start < 0) return null;
    const [first, from] = here.at[start];
    const [last, , to] = here.at[start + sought.length - 1];
    const range = new Range();
    range.setStart(first, from);
    range.setEnd(last, to);
    return range;
  }
}

const holder = document.querySelector("[data-notes]");
if (holder) new Notes(holder);

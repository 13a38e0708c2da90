/**
 * Shows a PDF page by page with pdf.js, under the page's strict policy: no eval, no WebAssembly.
 *
 *   [data-viewer]             data-file, data-pdfjs, data-worker, data-fonts, data-wasm: addresses
 *     data-paper data-page    the paper's key, and the page that its reader left
 *     data-place              where the page that she is on is sent (through the queue, see queue.mjs)
 *     data-say-…              the words
 *   [data-view-sheet]         holds the canvas and the layer of selectable words; made here
 *   [data-view-go="first|previous|next|last"]  [data-view-zoom="in|out|fit"]  [data-view-page]  the controls
 *   [data-view-count] [data-view-status]       how many pages; what is told
 *
 * Dispatches on the document `viewer:ready` ({ doc }) once, and `viewer:page` ({ page, words }) after each page.
 */
const SCALES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const MOST_PIXELS = 12_000_000;
const SETTLED_MS = 1200;

class Viewer {
  constructor(holder) {
    Object.assign(this, { holder, doc: null, page: 0, scale: 0, task: null, turn: 0, settled: 0, told: 0 });
    this.sheet = holder.querySelector("[data-view-sheet]");
    this.status = holder.querySelector("[data-view-status]");
    this.field = holder.querySelector("[data-view-page]");
    this.say("loading");
  }

  say(name) {
    this.status.textContent = name ? this.holder.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] : "";
    this.status.hidden = !name;
    this.holder.dataset.state = name || "shown";
  }

  async open() {
    const { file, pdfjs, worker, fonts, wasm } = this.holder.dataset;
    this.pdfjs = await import(pdfjs);
    this.pdfjs.GlobalWorkerOptions.workerSrc = worker;
    const asked = { url: file, isEvalSupported: false, useWasm: false, wasmUrl: wasm, standardFontDataUrl: fonts, enableXfa: false, disableRange: true };
    this.doc = await this.pdfjs.getDocument(asked).promise;
    this.holder.querySelector("[data-view-count]").textContent = this.doc.numPages;
    this.field.max = this.doc.numPages;
    this.listen();
    document.dispatchEvent(new CustomEvent("viewer:ready", { detail: { doc: this.doc } }));
    await this.show(Math.min(this.left(), this.doc.numPages));
  }

  /** The page she left: on this device it is known even before the network returns. */
  left() {
    return Number(localStorage.getItem(this.memory) ?? this.holder.dataset.page) || 1;
  }

  get memory() {
    return `place:${this.holder.dataset.account}:${this.holder.dataset.paper}`;
  }

  async show(number) {
    const turn = ++this.turn;
    this.task?.cancel();
    const page = await this.doc.getPage(number);
    if (turn !== this.turn) return;
    const viewport = page.getViewport({ scale: this.scale || this.fitting(page) });
    const canvas = this.drawn(viewport);
    const words = Object.assign(document.createElement("div"), { className: "textLayer" });
    this.task = page.render({ canvas, viewport, transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0] });
    try {
      const layer = new this.pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
      await Promise.all([this.task.promise, layer.render()]);
    } catch (error) {
      if (error?.name === "RenderingCancelledException" || turn !== this.turn) return;
      throw error;
    }
    this.sheet.replaceChildren(canvas, words);
    this.sheet.style.setProperty("--total-scale-factor", viewport.scale);
    this.sheet.style.inlineSize = `${Math.floor(viewport.width)}px`;
    this.came(number, words);
  }

  drawn(viewport) {
    const canvas = document.createElement("canvas");
    const room = Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height));
    const ratio = Math.min(window.devicePixelRatio || 1, 3, room);
    canvas.width = Math.floor(viewport.width * ratio);
    canvas.height = Math.floor(viewport.height * ratio);
    canvas.style.inlineSize = `${Math.floor(viewport.width)}px`;
    canvas.style.blockSize = `${Math.floor(viewport.height)}px`;
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  }

  fitting(page) {
    const natural = page.getViewport({ scale: 1 }).width;
    return Math.min(Math.max((this.sheet.parentElement.clientWidth - 2) / natural, 0.25), 4);
  }

  came(number, words) {
    const isNew = number !== this.page;
    this.page = number;
    this.say("");
    this.field.value = number;
    for (const button of this.holder.querySelectorAll("[data-view-go]")) {
      const isBack = /first|previous/.test(button.dataset.viewGo);
      button.disabled = isBack ? number === 1 : number === this.doc.numPages;
    }
    if (isNew) this.sheet.parentElement.scrollTo(0, 0);
    this.holder.dataset.shown = number;
    localStorage.setItem(this.memory, number);
    clearTimeout(this.settled);
    this.settled = setTimeout(() => this.tell(number), SETTLED_MS);
    document.dispatchEvent(new CustomEvent("viewer:page", { detail: { page: number, words } }));
  }

  tell(number) {
    if (number === this.told) return;
    this.told = number;
    const body = { page: number, pages: this.doc.numPages };
    const detail = { key: `place:${this.holder.dataset.paper}`, url: this.holder.dataset.place, body };
    document.dispatchEvent(new CustomEvent("queue:add", { detail }));
  }

  go(where) {
    const to = { first: 1, previous: this.page - 1, next: this.page + 1, last: this.doc.numPages }[where] ?? where;
    const page = Math.round(Number(to));
    if (page >= 1 && page <= this.doc.numPages && page !== this.page) this.attempt(page);
    else this.field.value = this.page;
  }

  zoom(how) {
    const now = Number(this.sheet.style.getPropertyValue("--total-scale-factor")) || 1;
    if (how === "fit") this.scale = 0;
    else if (how === "in") this.scale = SCALES.find((scale) => scale > now + 0.01) ?? SCALES.at(-1);
    else this.scale = SCALES.findLast((scale) => scale < now - 0.01) ?? SCALES[0];
    this.attempt(this.page);
  }

  attempt(page) {
    this.show(page).catch(() => this.say("broken"));
  }

  listen() {
    this.holder.addEventListener("click", (event) => {
      const button = event.target.closest("[data-view-go], [data-view-zoom]");
      if (button?.dataset.viewGo) this.go(button.dataset.viewGo);
      else if (button) this.zoom(button.dataset.viewZoom);
    });
    this.field.addEventListener("change", () => this.go(this.field.value));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("viewer:go", (event) => this.go(event.detail.page));
    addEventListener("pagehide", () => this.tell(this.page));
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth === width || this.scale || !this.page) return;
      width = innerWidth;
      this.attempt(this.page);
    });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|select|textarea)$/i.test(event.target.tagName)) return;
    const go = { ArrowRight: "next", ArrowLeft: "previous", PageDown: "next", PageUp: "previous", Home: "first", End: "last" }[event.key];
    const zoom = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
    if (!go && !zoom) return;
    event.preventDefault();
    if (go) this.go(go);
    else this.zoom(zoom);
  }
}

const holder = document.querySelector("[data-viewer]");
if (holder) {
  const viewer = new Viewer(holder);
  viewer.open().catch(() => viewer.say(navigator.onLine ? "broken" : "offline"));
}

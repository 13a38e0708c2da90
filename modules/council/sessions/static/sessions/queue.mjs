/**
 * What a reader leaves behind reaches the server, now or when the network is back: places and notes, never a vote.
 *
 *   [data-queue="account"]    holds the form's token; whose queue it is
 *   document "queue:add"      { key, url, body }: one thing to send; the same key replaces what waits under it
 *   document "queue:changed"  { waiting } is dispatched whenever the number of waiting things changes
 *
 * What the server refuses is dropped, what it does not answer is sent again. The queue survives a reload, not a
 * sign-out: it lies in the browser's store of this host, which is emptied then.
 */
const AGAIN_MS = 7000;
const PATIENCE_MS = 8000;

class Queue {
  constructor(holder) {
    this.name = `queue:${holder.dataset.queue}`;
    this.holder = holder;
    this.isSending = false;
    document.addEventListener("queue:add", (event) => this.add(event.detail));
    addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), AGAIN_MS);
    this.flush();
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  write(waiting) {
    localStorage.setItem(this.name, JSON.stringify(waiting));
    document.dispatchEvent(new CustomEvent("queue:changed", { detail: { waiting: Object.keys(waiting).length } }));
  }

  add({ key, url, body }) {
    this.write({ ...this.read(), [key]: { url, body, at: Date.now() } });
    this.flush();
  }

  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let entries = Object.entries(this.read()); entries.length; entries = Object.entries(this.read())) {
        const [key, entry] = entries[0];
        if (!await this.sent(entry)) break;
        const left = this.read();
        if (left[key]?.at === entry.at) delete left[key];
        this.write(left);
      }
    } finally {
      this.isSending = false;
    }
  }

  /** True when the server said what it makes of it; a lost login is no answer. */
  async sent({ url, body }) {
    const headers = { "X-CSRFToken": this.holder.querySelector("[name=csrfmiddlewaretoken]").value };
    const asked = { method: "POST", headers, body: new URLSearchParams(body), signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" };
    try {
      const response = await fetch(url, asked);
      return response.ok || [400, 404, 409, 422].includes(response.status);
    } catch {
      return false;
    }
  }
}

const holder = document.querySelector("[data-queue]");
if (holder) new Queue(holder);

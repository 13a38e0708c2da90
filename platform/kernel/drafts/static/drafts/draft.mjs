/**
 * Saves what is typed into form[data-draft] while one types; [data-draft-box] says where to and what to tell.
 *
 *   data-draft-box data-url data-address data-seen   the door, this form's address, the version that the page knows
 *   data-offered                                     an older draft waits for a choice: until then nothing is saved
 *   <p data-draft-line role="status">                what is told; its texts are the data-say-… of the box
 *   <button data-draft-take>                         after a conflict: save from this window all the same
 *
 * Files, passwords and tokens are never sent. Without this script the form is an ordinary form.
 */
const QUIET_MS = 2000;
const AGAIN_MS = 5000;
const PATIENCE_MS = 8000;
const KEEPALIVE_BYTES = 60000;

class Keeper {
  constructor(box, form) {
    Object.assign(this, { box, form, seen: box.dataset.seen, timer: 0, sending: null, last: "", late: null });
    this.line = box.querySelector("[data-draft-line]");
    this.take = box.querySelector("[data-draft-take]");
    this.hidden = form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "draft_seen", value: this.seen }));
    this.last = this.typed(this.drawn());
    if (this.typed() !== this.last) this.later(QUIET_MS);
    form.addEventListener("input", () => this.later(QUIET_MS));
    form.addEventListener("change", () => this.later(QUIET_MS));
    form.addEventListener("submit", () => this.stop());
    addEventListener("online", () => this.waiting && this.save());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.save());
    this.take?.addEventListener("click", () => this.insist());
  }

  /** The form as the page brought it: over a slow network somebody types before this script has come. */
  drawn() {
    const form = this.form.cloneNode(true);
    form.reset();
    return form;
  }

  typed(form = this.form) {
    const secret = new Set([...form.querySelectorAll("[type=password], [type=file]")].map((field) => field.name));
    const kept = [...new FormData(form)].filter(([name]) => !secret.has(name) && name !== "csrfmiddlewaretoken" && name !== "draft_seen");
    return new URLSearchParams(kept).toString();
  }

  later(wait) {
    if (this.stopped) return;
    if (this.box.dataset.offered) { this.say("choose", "warn"); return; }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.stopped || this.late) return;
    if (this.sending) { this.later(QUIET_MS); return; }
    const body = this.typed();
    if (body === this.last) return;
    this.sending = new AbortController();
    try {
      await this.answered(await this.send(body), body);
    } catch {
      if (!this.stopped) this.tryAgain("offline");
    } finally {
      this.sending = null;
    }
  }

  send(body) {
    const { url, address } = this.box.dataset;
    return fetch(url, {
      method: "POST",
      redirect: "manual",
      keepalive: document.hidden && body.length < KEEPALIVE_BYTES,
      signal: AbortSignal.any([this.sending.signal, AbortSignal.timeout(PATIENCE_MS)]),
      headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams({ address, seen: this.seen, body }),
    });
  }

  async answered(response, body) {
    if (response.ok) {
      const told = await response.json();
      this.known(told.version);
      Object.assign(this, { last: body, waiting: false });
      this.say("saved", "good", told.at);
    } else if (response.status === 409) {
      this.late = await response.json();
      this.say("elsewhere", "bad", this.late.at);
    } else if (response.type === "opaqueredirect" || response.status === 403) this.tryAgain("signedout");
    else if (response.status === 413) this.say("toolong", "bad");
    else this.tryAgain("offline");
  }

  tryAgain(why) {
    this.waiting = true;
    this.say(why, "warn");
    this.later(AGAIN_MS);
  }

  known(version) {
    this.seen = String(version);
    this.hidden.value = this.seen;
  }

  insist() {
    this.known(this.late.version);
    this.late = null;
    this.last = "";
    this.save();
  }

  say(what, tone, at = "") {
    const key = `say${what[0].toUpperCase()}${what.slice(1)}`;
    this.line.textContent = this.box.dataset[key].replace("{at}", at);
    this.line.dataset.tone = tone;
    this.line.hidden = false;
    if (this.take) this.take.hidden = what !== "elsewhere";
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.sending?.abort();
  }
}

const box = document.querySelector("[data-draft-box]");
const form = document.querySelector("form[data-draft]");
if (box && form) new Keeper(box, form);

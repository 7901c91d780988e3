// Windows of the desk in one browser that have the same record open tell each other.

/** Listens for `key`: `on.other(count)` when further windows have it open, `on.saved(base)` when one of them saved it. */
export class Windows {
  constructor(key, on) {
    this.key = key;
    this.me = Math.random().toString(36).slice(2);
    this.others = new Set();
    this.channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("ban-lam-viec") : null;
    if (!this.channel) return;
    this.channel.onmessage = ({ data }) => {
      if (data.key !== this.key) return;
      if (data.what === "open") {
        this.others.add(data.from);
        this.say("here");
      } else if (data.what === "here") this.others.add(data.from);
      else if (data.what === "closed") this.others.delete(data.from);
      else if (data.what === "saved") return on.saved(data.base);
      on.other(this.others.size);
    };
    this.say("open");
    addEventListener("pagehide", () => this.say("closed"));
    addEventListener("pageshow", (event) => event.persisted && this.say("open"));
  }

  say(what, more = {}) {
    if (this.channel) this.channel.postMessage({ what, key: this.key, from: this.me, ...more });
  }
}

// Says which files of tests have been running for long, so that one that hangs has a name in the log of whoever waits for it.
const LONG_MS = 120_000;

export default class StillRunning {
  started = new Map();
  timer = setInterval(() => this.tell(Date.now()), LONG_MS).unref();

  onTestFileStart(test) {
    this.started.set(test.path, Date.now());
  }

  onTestFileResult(test) {
    this.started.delete(test.path);
  }

  onRunComplete() {
    clearInterval(this.timer);
  }

  tell(now) {
    for (const [path, since] of this.started)
      if (now - since >= LONG_MS) console.log(`still running after ${Math.round((now - since) / 1000)} s: ${path}`);
  }
}

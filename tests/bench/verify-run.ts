import { verify } from '../../apps/cli/src/verify.command.js';

/** The very command, in a process of its own, which tells how long it took and how much memory it had at most. */
process.on('message', (path: string) => {
  const [from, used] = [performance.now(), process.cpuUsage()];
  void verify(path).then((code) => {
    const { user, system } = process.cpuUsage(used);
    const told = {
      code,
      wall: performance.now() - from,
      cpu: (user + system) / 1000,
      memory: process.resourceUsage().maxRSS * 1024,
    };
    process.send?.(told, () => process.disconnect());
  });
});

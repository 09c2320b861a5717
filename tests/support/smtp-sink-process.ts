import { SmtpSink } from './smtp-sink.js';

// A mail server as a process of its own, for benches: it takes what comes.
const sink = await SmtpSink.start(() => 'accept', false);
process.on('disconnect', () => process.exit(0));
process.send?.(sink.url);

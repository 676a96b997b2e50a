import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { MARKER, now, readStamp, STAMPED_BYTES } from './stamp.js';

/** One read of any connection fills this anew; what a subscriber must keep of it, it copies. */
const SHARED = Buffer.allocUnsafe(256 * 1024);
const LINE_FEED = 10;

/** One subscriber on a bare socket: it finds the stamps in the frames and looks at nothing else. */
export class Subscriber {
  last = 0;
  faults = 0;
  kept;

  constructor(count) {
    this.count = count;
  }

  /** Resolves when the stream has begun. @param request the text of the HTTP request */
  open(port, request) {
    return new Promise((resolve, reject) => {
      this.socket = connect({
        host: '127.0.0.1',
        port,
        onread: { buffer: SHARED, callback: (size, bytes) => this.take(bytes.subarray(0, size), resolve) },
      });
      this.socket.setNoDelay(true);
      this.socket.once('error', reject);
      this.socket.once('close', () => {
        this.closed = true;
        reject(new Error('The connection was closed'));
      });
      this.socket.write(request);
    });
  }

  take(fresh, begun) {
    if (!this.begun) {
      const head = fresh.toString('latin1');
      if (!/^HTTP\/1\.1 200 /.test(head)) this.socket.destroy(new Error(head.slice(0, 200)));
      this.begun = true;
      begun();
    }
    const bytes = this.kept ? Buffer.concat([this.kept, fresh]) : fresh;
    // A frame ends with an empty line; what comes after the last one is the beginning of a frame.
    const whole = bytes[bytes.length - 1] === LINE_FEED && bytes[bytes.length - 2] === LINE_FEED;
    const end = whole ? bytes.length : bytes.lastIndexOf('\n\n') + 2;
    this.kept = whole ? undefined : Buffer.from(bytes.subarray(end === 1 ? 0 : end));
    if (end > STAMPED_BYTES) this.count(this, bytes, end, now());
    return true;
  }
}

/** Calls back with the time and the number of every stamp before `end`. */
export function eachStamp(bytes, end, found) {
  for (let at = bytes.indexOf(MARKER); at !== -1 && at < end; at = bytes.indexOf(MARKER, at + STAMPED_BYTES)) {
    const { time, sequence } = readStamp(bytes, at);
    found(time, sequence);
  }
}

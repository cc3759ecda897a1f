declare module 'hoodiecrow-imap' {
  interface Server {
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    /** @param raw the message, one character a byte */
    appendMessage(mailbox: string, flags: string[], internalDate: Date, raw: string): void;
  }
  export default function hoodiecrow(options: object): Server;
}

/** What the real QuorumPeerConfig says of a file. */
export type Said =
  | { readonly taken: false; readonly said: string }
  | {
      readonly taken: true;
      readonly tickTime: number;
      readonly initLimit: number;
      readonly syncLimit: number;
      readonly minSessionTimeout: number;
      readonly maxSessionTimeout: number;
      readonly maxClientCnxns: number;
      /** 0: not set. */
      readonly clientPort: number;
      readonly standalone: boolean;
      /** QuorumVerifier.toString: what the config node says. */
      readonly members: string;
    };

/** The part of saxen that is used here; the package carries no types. */
declare module "saxen" {
  export class Parser {
    constructor(options?: { proxy?: boolean });
    on(
      name: "openTag",
      handler: (element: string, attributes: () => Record<string, string>, decode: (text: string) => string) => void,
    ): this;
    on(name: "closeTag", handler: (element: string) => void): this;
    on(name: "text", handler: (text: string, decode: (text: string) => string) => void): this;
    on(name: "cdata", handler: (text: string) => void): this;
    on(name: "error", handler: (error: Error, context: () => { line: number; column: number }) => void): this;
    on(name: "warn", handler: (warning: Error) => void): this;
    parse(xml: string): Error | undefined;
    stop(): void;
  }
}

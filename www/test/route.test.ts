// The address of the page: it leads back to where it came from, and holds no data.

import { describe, expect, it } from "vitest";
import { format, parse } from "../src/state/route";

describe("the address", () => {
  it("leads back to where it came from", () => {
    const routes = [
      ["start", "", {}],
      ["object", "17", {}],
      ["rule", "missing-moera", {}],
      ["objects", "", { outcome: ["soft-match-smtp", "soft-match-upn"], confidence: ["likely"] }],
      ["findings", "", { severity: ["blocker"], rule: ["ad-dup-upn"] }],
    ] as const;
    for (const [view, item, facets] of routes) {
      const address = format(view, item, facets);
      expect(address).toMatch(/^#[a-z0-9/&=,.-]*$/);
      expect(parse(address)).toEqual({ view, item, facets });
    }
  });

  it("never holds a domain or a search text", () => {
    expect(format("objects", "", { domain: ["contoso.com"], search: ["ann"] })).toBe("#objects");
    expect(parse("#objects&domain=contoso.com&search=ann").facets).toEqual({});
  });

  it("takes nothing that it does not know", () => {
    expect(parse("")).toEqual({ view: "start", item: "", facets: {} });
    expect(parse("#nowhere/5")).toEqual({ view: "start", item: "5", facets: {} });
    expect(parse("#object/<script>").item).toBe("");
    expect(parse("#objects&outcome=a@b,ok,<x>").facets).toEqual({ outcome: ["ok"] });
    expect(parse("#objects&outcome=").facets).toEqual({});
  });
});

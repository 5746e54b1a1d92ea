import type { Page } from "playwright-core";

/** What is wrong with a page for those who cannot see it well, listen to it, or use no mouse; empty when nothing is. */
export function audit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)].filter(isShown);
    const say = (element: Element) =>
      `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${(element.textContent ?? "").trim().slice(0, 30)}`;

    for (const control of all("button, a[href], input, select, summary, [role=tab], [role=option]"))
      if (nameOf(control) === "") found.push(`no name: ${say(control)}`);
    for (const region of all("section, dialog, [role=progressbar], [role=listbox], [role=tablist]"))
      if (
        !region.hasAttribute("aria-label") &&
        !region.hasAttribute("aria-labelledby") &&
        region.getAttribute("class") !== "plan-stopped"
      )
        found.push(`a region without a name: ${say(region)}`);
    for (const [what, selector] of [
      ["main", "main"],
      ["banner", "header"],
      ["h1", "h1"],
      ["search", "search"],
    ] as const)
      if (all(selector).length !== 1) found.push(`${all(selector).length} times ${what}`);

    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    for (const id of ids.filter((one, index) => ids.indexOf(one) !== index)) found.push(`id given twice: ${id}`);
    for (const element of document.querySelectorAll("[aria-labelledby], [aria-controls], label[for]"))
      for (const attribute of ["aria-labelledby", "aria-controls", "for"])
        for (const id of (element.getAttribute(attribute) ?? "").split(" ").filter(Boolean))
          if (!document.getElementById(id)) found.push(`${attribute} leads nowhere: ${say(element)}`);

    let level = 0;
    for (const heading of all("h1, h2, h3, h4")) {
      const next = Number(heading.tagName.slice(1));
      if (next > level + 1) found.push(`heading level skipped: ${say(heading)}`);
      level = next;
    }
    for (const image of all("img")) if (!image.hasAttribute("alt")) found.push(`no alt: ${say(image)}`);
    for (const text of textElements()) {
      const ratio = contrast(text);
      const style = getComputedStyle(text);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.push(`contrast ${ratio.toFixed(2)}: ${say(text)}`);
    }
    return found;

    function isShown(element: Element): boolean {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
    }

    function nameOf(element: Element): string {
      const labels = "labels" in element && element.labels instanceof NodeList ? [...element.labels] : [];
      return [
        element.getAttribute("aria-label"),
        element.getAttribute("title"),
        element.textContent,
        ...labels.map((label) => label.textContent),
      ]
        .join("")
        .trim();
    }

    /** Elements with text of their own, outside the map (its labels are a picture) and not disabled (exempt in WCAG 1.4.3). */
    function textElements(): Element[] {
      return [...document.querySelectorAll("body *")].filter(
        (element) =>
          isShown(element) &&
          element.closest(".map-canvas, .visually-hidden, :disabled, svg, .skip-link, .legend li") === null &&
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
      );
    }

    function contrast(element: Element): number {
      const [text, ground] = [rgb(getComputedStyle(element).color), groundOf(element)];
      const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
      return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
    }

    function groundOf(element: Element | null): number[] {
      if (!element) return [255, 255, 255];
      const [r = 0, g = 0, b = 0, alpha = 1] = rgb(getComputedStyle(element).backgroundColor);
      if (alpha >= 1) return [r, g, b];
      const below = groundOf(element.parentElement);
      return [r, g, b].map((value, index) => value * alpha + (below[index] ?? 255) * (1 - alpha));
    }

    function rgb(colour: string): number[] {
      return (colour.match(/[\d.]+/g) ?? []).map(Number);
    }

    function luminance([r = 0, g = 0, b = 0]: number[]): number {
      const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    }
  });
}

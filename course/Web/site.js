// What the pages do beyond being read: live figures, drawings, formulas, light and dark, search.
// Each part stands alone, and each leaves something readable where it cannot run.
(() => {
  const root = document.documentElement;
  const isDark = () => root.dataset.theme === "dark"
    || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const onTheme = [];

  // Light and dark

  const button = document.querySelector("button.theme");
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
    onTheme.forEach(change => change());
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => onTheme.forEach(change => change()));

  // Formulas

  if (window.katex) {
    for (const math of document.querySelectorAll(".math")) {
      const tex = math.textContent.trim().replace(/^\\[([]|\\[)\]]$/g, "");
      // A formula that is a paragraph of its own is shown large, also when the source has it on one line.
      const alone = math.tagName === "DIV" || math.parentElement.tagName === "P" && math.parentElement.textContent.trim() === math.textContent.trim();
      katex.render(tex, math, { displayMode: alone, throwOnError: false });
    }
  }

  // Figures: plotly draws each one when it comes near the window, over its static picture.

  const colours = () => {
    const style = getComputedStyle(root);
    return name => style.getPropertyValue(name).trim();
  };

  const themed = (figure, width) => {
    const colour = colours();
    const narrow = width < 560;
    const layout = structuredClone(figure.layout);
    layout.template = structuredClone(window.courseTheme);
    const base = layout.template.layout;
    Object.assign(base, { dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom", paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" });
    base.font = { ...base.font, family: colour("--sans"), color: colour("--ink"), size: narrow ? 12 : 14 };
    base.hoverlabel = { bgcolor: colour("--panel"), bordercolor: colour("--rule"), font: { color: colour("--ink") } };
    for (const axis of [base.xaxis, base.yaxis]) {
      Object.assign(axis, { gridcolor: colour("--rule"), zerolinecolor: colour("--edge"), linecolor: colour("--soft") });
    }
    if (narrow) {
      // Beside the plot a legend would leave it no room.
      layout.legend = { ...layout.legend, orientation: "h", x: 0, y: 1.02, xanchor: "left", yanchor: "bottom" };
      layout.margin = { l: 48, r: 12, t: 24, b: 48, ...layout.margin };
    }
    layout.height = narrow ? Math.min(figure.layout.height ?? 440, 360) : figure.layout.height ?? 440;
    layout.width = width;
    return layout;
  };

  const draw = place => {
    const figure = JSON.parse(place.querySelector("script").textContent);
    const canvas = document.createElement("div");
    const plot = () => Plotly.react(canvas, figure.data, themed(figure, place.clientWidth), { displayModeBar: false });
    plot().then(() => {
      place.querySelector("img")?.remove();
      place.append(canvas);
      place.classList.add("live");
      let width = place.clientWidth;
      new ResizeObserver(() => {
        if (width !== place.clientWidth) {
          width = place.clientWidth;
          plot();
        }
      }).observe(place);
    });
    onTheme.push(plot);
  };

  if (window.Plotly) {
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries.filter(entry => entry.isIntersecting)) {
        watch.unobserve(entry.target);
        draw(entry.target);
      }
    }, { rootMargin: "600px" });
    document.querySelectorAll(".plot:has(script)").forEach(place => watch.observe(place));
  }

  // Drawings

  if (window.mermaid) {
    const drawings = [...document.querySelectorAll("pre.mermaid")].map(place => ({ place, text: place.textContent }));
    // On a phone, what goes from left to right goes down: a row of boxes would be wider than the page.
    const narrow = matchMedia("(max-width: 46rem)");
    const direct = text => narrow.matches ? text.replace(/^(\s*graph )LR\b/, "$1TD") : text;
    let count = 0;
    const drawAll = async () => {
      mermaid.initialize({ startOnLoad: false, theme: isDark() ? "dark" : "neutral", fontFamily: colours()("--sans"), flowchart: { useMaxWidth: false } });
      for (const { place, text } of drawings) {
        try {
          place.innerHTML = (await mermaid.render(`drawing-${++count}`, direct(text))).svg;
        } catch {
          place.textContent = text;
        }
      }
    };
    drawAll();
    onTheme.push(drawAll);
    narrow.addEventListener("change", drawAll);
  }

  // Contents: mark the section that is being read.

  const links = new Map([...document.querySelectorAll(".contents a")].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
  const contents = document.querySelector(".contents details");
  if (contents && !matchMedia("(min-width: 75rem)").matches) contents.open = false;
  if (links.size > 0) {
    const heads = [...document.querySelectorAll("main h2[id], main h3[id]")];
    const mark = () => {
      const at = heads.findLast(head => head.getBoundingClientRect().top < 120) ?? heads[0];
      links.forEach((link, id) => link.classList.toggle("here", id === at?.id));
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }

  // Search over all lessons

  const box = document.querySelector(".search");
  const input = box?.querySelector("input");
  const hits = box?.querySelector(".hits");
  if (box && window.courseSearch) {
    box.hidden = false;
    const escape = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
    const words = () => input.value.toLowerCase().split(/[^\p{L}\p{N}_.]+/u).filter(word => word.length > 1);

    const score = (entry, wanted) => {
      let sum = 0;
      for (const word of wanted) {
        const inHead = entry.heading.toLowerCase().includes(word);
        const inTitle = entry.title.toLowerCase().includes(word);
        const times = entry.text.toLowerCase().split(word).length - 1;
        if (!inHead && !inTitle && times === 0) return 0;
        sum += (inHead ? 10 : 0) + (inTitle ? 3 : 0) + Math.min(times, 5);
      }
      return sum;
    };

    const excerpt = (text, wanted) => {
      const at = Math.max(0, text.toLowerCase().indexOf(wanted[0]));
      const start = at < 60 ? 0 : text.lastIndexOf(" ", at - 50) + 1;
      const piece = escape((start > 0 ? "\u2026 " : "") + text.slice(start, start + 150) + (text.length > start + 150 ? " \u2026" : ""));
      const pattern = new RegExp(wanted.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
      return piece.replace(pattern, found => `<mark>${found}</mark>`);
    };

    const show = () => {
      const wanted = words();
      hits.hidden = wanted.length === 0;
      const found = window.courseSearch.map(entry => ({ entry, points: score(entry, wanted) }))
        .filter(hit => hit.points > 0).sort((a, b) => b.points - a.points).slice(0, 12);
      hits.innerHTML = found.length === 0 ? "<li class=none>Nothing found.</li>" : found.map(({ entry }) =>
        `<li><a href="${window.courseRoot}${entry.href}"><b>${escape(entry.heading || entry.title)}</b>`
        + `<small>${escape(entry.lesson)} ${escape(entry.title)}</small><small>${excerpt(entry.text, wanted)}</small></a></li>`).join("");
    };

    const move = step => {
      const all = [...hits.querySelectorAll("a")];
      const at = all.findIndex(link => link.classList.contains("on"));
      all[at]?.classList.remove("on");
      const next = all[(at + step + all.length) % all.length];
      next?.classList.add("on");
      next?.scrollIntoView({ block: "nearest" });
    };

    input.addEventListener("input", show);
    input.addEventListener("focus", show);
    input.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter") (hits.querySelector("a.on") ?? hits.querySelector("a"))?.click();
      else if (event.key === "Escape") { hits.hidden = true; input.blur(); }
      else return;
      event.preventDefault();
    });
    hits.addEventListener("click", () => { hits.hidden = true; });
    document.addEventListener("click", event => { if (!box.contains(event.target)) hits.hidden = true; });
    document.addEventListener("keydown", event => {
      if (event.key === "/" && !/INPUT|TEXTAREA/.test(document.activeElement.tagName)) {
        input.focus();
        event.preventDefault();
      }
    });
  }
})();

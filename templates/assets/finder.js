// Does in place what shared/sites/network/finding.py does.
const form = document.querySelector(".finder"), input = form.elements.place, answer = form.querySelector(".answer");
const { root } = form.dataset, words = JSON.parse(form.dataset.words);

const load = async (path) => (await fetch(root + path)).json();
const say = (key, facts) => words[key].replace(/{(\w+)}/g, (_, name) => facts[name]);
const make = (tag, facts, ...inner) => {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...inner.filter(Boolean));
  return made;
};
const list = (className, entries) => make("ul", { className }, ...entries.map((entry) => make("li", {}, ...entry)));
const show = (title, text, found) =>
  answer.replaceChildren(make("div", {}, title && make("h2", {}, title), text && make("p", {}, text), found));

const keyOf = (text) => /\b\d\d ?\d{3}\b/.exec(text)?.[0].replace(" ", "") ||
  text.toLowerCase().replace(/œ/g, "oe").normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/\bcedex\b.*/, "").replace(/[^a-z0-9]+/g, " ").trim()
    .replace(/\bst(e?s?)\b/g, "saint$1")
    .replace(/\b0*(\d+)(ers?|res?|nde?|emes?|es?)?\b/g, "$1")
    .replace(/ *\b(arr(ondissemen|d)?t?)\b/g, "").replace(/^(l|la|le|les) (?=.)/, "");
const drops = (name) => [name, ...[...name].map((_, at) => name.slice(0, at) + name.slice(++at))];

const titles = (places) => [...new Set(places.map(([name, , where]) => `${name} (${where})`))];
const choices = (names) => list("choices", names.map((name) => {
  const onclick = () => { input.value = name; input.focus(); go(true); };
  return [make("button", { type: "button", onclick }, name)];
}));
const seats = ({ communes, seats, standers }, places, place) => {
  const found = {};
  for (const [name, commune, , codes] of places) for (const code of codes.split(" ")) {
    const [title, number] = seats[code], own = communes[commune] ?? number;
    (found[code + own] ??= [title, standers[own], []])[2].push(name);
  }
  const all = Object.keys(found).sort().map((key) => found[key]), many = all[1];
  show(say(many ? "found_many" : "found_one", { place, count: all.length }), many && words.found_many_hint,
    list("found", all.map(([title, stander, named]) => [
      make(stander ? "a" : "p", stander && { href: `${root}go/${stander[0]}/` },
        make("strong", {}, stander ? stander[1] : title), make("span", {}, stander ? title : words.free_seat)),
      many && places[1] && make("p", { className: "told" }, named.join(", ")),
    ])));
};

const look = async (asked) => {
  const typed = input.value, [, name, where] = /^(.*\S) *\((\w+)\) *$/.exec(typed) || [, typed], key = keyOf(name);
  const guide = await load("finder.json"), start = guide.shards.findLast((start) => key.startsWith(start));
  const shard = start ? await load(`${guide.places}${start.replaceAll(" ", "-")}.json`) : {};
  if (input.value != typed) return;
  const places = shard[key]?.filter?.((place) => !where || place[2] == where) || [];
  const isCode = key[0] <= "9", place = isCode ? key : places[0]?.[0];
  if (!isCode && places.some((other) => other[2] != places[0][2]))
    return show(say("which_place", { place }), "", choices(titles(places)));
  if (places[0]) return seats(guide, places, place);
  const mine = drops(key), isNear = (name) => drops(name).some((less) => mine.includes(less));
  const offered = (fits) => choices(titles(Object.keys(shard).filter(fits).flatMap((name) => shard[name])).slice(0, 9));
  const found = offered(asked ? isNear : (name) => key[2] && !isCode && name.startsWith(key));
  const title = asked && (key ? say("unknown_place", { place: typed }) : words.nothing_typed);
  show(title, found.firstChild ? words[asked ? "near_places" : "places_offered"] : title && words.unknown_hint, found);
};

let waiting;
const go = (asked) => look(asked).catch(() => show(words.finder_broken));
input.oninput = () => { clearTimeout(waiting); waiting = setTimeout(go, 200); };
form.onsubmit = (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go(true).then(() => answer.scrollIntoView({ block: "nearest" }));
};

// Runs at CloudFront's edge on each request, before the cache is asked.
//
// https://<slug>.<network domain>/join/  reads  /<slug>/join/index.html
// https://<distribution>/<slug>/join/    reads  /<slug>/join/index.html
// https://<network domain>/map/          reads  /network/map/index.html
//
// /network/ is the same for all hosts: the network's own files.
// The network's pages link to a nation as go/<slug>/: where that leads depends on the host they were read at.
// A folder asked for without its slash is redirected, since pages link to one another relatively.

const NETWORK_DOMAIN = "{network_domain}";
const NETWORK_FOLDER = "/network/";
const NATION_LINK = /^\/network\/go\/([a-z0-9-]+)(\/.*)$/;

function folderOf(name) {
  if (name === NETWORK_DOMAIN || name === "www." + NETWORK_DOMAIN) return "/network";
  const ending = "." + NETWORK_DOMAIN;
  return name.endsWith(ending) ? "/" + name.slice(0, -ending.length) : "";
}

function redirectTo(location, status) {
  return {
    statusCode: status,
    statusDescription: status === 301 ? "Moved Permanently" : "Found",
    headers: { location: { value: location } },
  };
}

function handler(event) {
  const request = event.request;
  const path = request.uri;
  const folder = folderOf(request.headers.host.value.split(":")[0]);
  if (!folder && path === "/") return redirectTo(NETWORK_FOLDER, 302);
  const file = (path.startsWith(NETWORK_FOLDER) ? "" : folder) + path;
  const nation = NATION_LINK.exec(file);
  if (nation) return redirectTo((folder ? "https://" + nation[1] + "." + NETWORK_DOMAIN : "/" + nation[1]) + nation[2], 302);
  if (!path.endsWith("/") && !path.split("/").pop().includes(".")) {
    // One slash in front, however many were sent and which way they lean: "//host/" would lead a visitor away.
    return redirectTo("/" + path.replace(/^[/\\]+/, "") + "/", 301);
  }
  request.uri = file + (path.endsWith("/") ? "index.html" : "");
  return request;
}

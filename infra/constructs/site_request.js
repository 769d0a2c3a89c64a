// Runs at CloudFront's edge on each request, before the cache is asked.
//
// https://<slug>.<network domain>/join/  reads  /<slug>/join/index.html
// https://<distribution>/<slug>/join/    reads  /<slug>/join/index.html
// https://<network domain>/map/          reads  /network/map/index.html
// https://<a nation's own host>/join/    reads  /<slug>/join/index.html
// https://<slug>.<network domain>/api/x  asks   /<slug>/api/x  of the API, which is also told host and address
//
// /network/ is the same for all hosts: the network's own files.
// The network's pages link to a nation as go/<slug>/: where that leads depends on the host they were read at.
// A folder asked for without its slash is redirected, since pages link to one another relatively.

const NETWORK_DOMAIN = "{network_domain}";
const OWN_HOSTS = {own_hosts};
const NETWORK_FOLDER = "/network/";
const NATION_LINK = /^\/network\/go\/([a-z0-9-]+)(\/.*)$/;
const API = /^\/[a-z0-9-]+\/api\//;

function folderOf(name) {
  if (OWN_HOSTS.hasOwnProperty(name)) return "/" + OWN_HOSTS[name];
  if (name === NETWORK_DOMAIN || name === "www." + NETWORK_DOMAIN) return "/network";
  const ending = "." + NETWORK_DOMAIN;
  return name.endsWith(ending) ? "/" + name.slice(0, -ending.length) : "";
}

function askApi(request, path, address) {
  // Written over whatever a visitor sent under these names.
  request.headers["x-viewer-host"] = { value: request.headers.host.value };
  request.headers["x-viewer-address"] = { value: address };
  request.uri = path;
  return request;
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
  if (API.test(file)) return askApi(request, file, event.viewer.ip);
  const nation = NATION_LINK.exec(file);
  if (nation) return redirectTo((folder ? "https://" + nation[1] + "." + NETWORK_DOMAIN : "/" + nation[1]) + nation[2], 302);
  if (!path.endsWith("/") && !path.split("/").pop().includes(".")) {
    // One slash in front, however many were sent and which way they lean: "//host/" would lead a visitor away.
    return redirectTo("/" + path.replace(/^[/\\]+/, "") + "/", 301);
  }
  request.uri = file + (path.endsWith("/") ? "index.html" : "");
  return request;
}

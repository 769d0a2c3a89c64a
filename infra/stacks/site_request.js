// Runs at CloudFront's edge on each request, before the cache is asked.
//
// https://<slug>.<network domain>/join/  reads  /<slug>/join/index.html
// https://<distribution>/<slug>/join/    reads  /<slug>/join/index.html
//
// /network/ is the same for all hosts: the network's own files.
// A folder asked for without its slash is redirected, since pages link to one another relatively.

const NETWORK_DOMAIN = "{network_domain}";
const NETWORK_FOLDER = "/network/";

function slugOf(host) {
  const name = host.split(":")[0];
  const ending = "." + NETWORK_DOMAIN;
  return name.endsWith(ending) ? name.slice(0, -ending.length) : "";
}

function redirectTo(path) {
  return {
    statusCode: 301,
    statusDescription: "Moved Permanently",
    headers: { location: { value: path } },
  };
}

function handler(event) {
  const request = event.request;
  const path = request.uri;
  if (!path.endsWith("/") && !path.split("/").pop().includes(".")) {
    // One slash in front, however many were sent and which way they lean: "//host/" would lead a visitor away.
    return redirectTo("/" + path.replace(/^[/\\]+/, "") + "/");
  }
  const slug = path.startsWith(NETWORK_FOLDER) ? "" : slugOf(request.headers.host.value);
  request.uri = (slug ? "/" + slug : "") + path + (path.endsWith("/") ? "index.html" : "");
  return request;
}

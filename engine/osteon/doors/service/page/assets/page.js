// Says so when the server cannot be reached: a report that has not changed must not look like an answer.
document.addEventListener("htmx:error", () => { document.getElementById("unreachable").hidden = false; });
document.addEventListener("htmx:before:request", () => { document.getElementById("unreachable").hidden = true; });

// Where there is little room, what narrows a search is folded until it is asked for.
"use strict";
if (matchMedia("(max-width: 52rem)").matches) {
  for (const fold of document.querySelectorAll(".facets .fold")) fold.open = false;
}

// What the script of Datasette's tables asks for; the page itself may hold no script.
var DATASETTE_ALLOW_FACET = true;

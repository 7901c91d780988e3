// What nearly every page runs once it is read, together: readers fetch it as one file (macros/assets/scripts.py).

import "./search/box.js";
import "./share.js";
import "./offline.js";

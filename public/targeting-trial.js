// For the rules' editor: puts the function that decides where the page's WASM finds it.
import { decide } from "./targeting.js";

window.beckonDecide = decide;
